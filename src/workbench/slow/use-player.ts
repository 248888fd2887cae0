/** Plays steps one after the other at three speeds, and can be stopped, stepped and scrubbed. */
import { useReducedMotion } from '@mantine/hooks';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';

export const speeds = ['slow', 'medium', 'fast'] as const;
export type Speed = (typeof speeds)[number];

export interface Player {
  /** From `first` to `last`. */
  readonly step: number;
  readonly first: number;
  readonly last: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Goes to a step and stays there. */
  go(step: number): void;
  /** Plays or pauses; at the end it begins anew. */
  toggle(): void;
  setSpeed(speed: Speed): void;
}

interface Range {
  readonly first: number;
  readonly last: number;
  /** How long a step is shown, in milliseconds. */
  readonly pace: Readonly<Record<Speed, number>>;
}

/** Starts by itself, except for visitors who asked for less motion. */
export function usePlayer({ first, last, pace }: Range): Player {
  const still = useReducedMotion(false, { getInitialValueInEffect: false });
  const [wanted, setStep] = useState(first);
  const [playing, setPlaying] = useState(!still);
  const [speed, setSpeed] = useState<Speed>('medium');
  // Another network may have a shorter window.
  const step = Math.min(last, Math.max(first, wanted));
  const runs = playing && step < last;
  useEffect(() => {
    if (!runs) return;
    const timer = setTimeout(() => setStep(step + 1), pace[speed]);
    return () => clearTimeout(timer);
  }, [runs, step, speed, pace]);
  const go = useCallback((to: number) => {
    setPlaying(false);
    setStep(to);
  }, []);
  return {
    step,
    first,
    last,
    playing: runs,
    speed,
    go,
    toggle: () => {
      if (step >= last) setStep(first);
      setPlaying(!runs);
    },
    setSpeed,
  };
}

/** Controls that take these keys themselves. */
const takesKeys = 'input, select, textarea, summary, a[href]';

/** Returns what a key does to a player; null where the key is not one of its own. */
export function moveOf(key: string, { step, first, last }: Pick<Player, 'step' | 'first' | 'last'>) {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(first, step - 1);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(last, step + 1);
    case 'Home':
      return first;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** Space plays and pauses, arrows step, Home and End go to the ends. */
export function playerKeys(player: Player) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as Element;
    if (target.closest(takesKeys)) return;
    if (event.key === ' ') {
      // A button is pressed by it.
      if (target.closest('button')) return;
      event.preventDefault();
      player.toggle();
      return;
    }
    const to = moveOf(event.key, player);
    if (to === null) return;
    event.preventDefault();
    player.go(to);
  };
}
