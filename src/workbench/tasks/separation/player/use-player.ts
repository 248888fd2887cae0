/** Plays the sounds of a part of the page. Where another part begins to play, this one pauses. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { pageContext } from './page-context.ts';
import { createPlayer, type PlayedSound, type Player, SoundError } from './player.ts';

export interface Played {
  readonly sounds: readonly PlayedSound[];
  readonly rate: number;
  readonly heard: string;
  readonly loop: boolean;
}

export interface UsedPlayer {
  readonly playing: boolean;
  /** Why nothing is heard, in words; null while nothing is wrong. */
  readonly failure: string | null;
  toggle(): void;
  seek(seconds: number): void;
  /** Returns the place in seconds. */
  place(): number;
}

/** Pauses the part of the page that plays. */
let pauseOther: (() => void) | null = null;

/** Pass the same array of sounds while they are the same. */
export function usePlayer({ sounds, rate, heard, loop }: Played): UsedPlayer {
  const [playing, setPlaying] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const player = useRef<Player | null>(null);
  const pause = useRef(() => {
    player.current?.pause();
    setPlaying(false);
  });

  useEffect(() => {
    const { current: pauseThis } = pause;
    const made = createPlayer(pageContext, () => setPlaying(false));
    player.current = made;
    return () => {
      made.dispose();
      if (pauseOther === pauseThis) pauseOther = null;
      player.current = null;
      setPlaying(false);
    };
  }, []);
  useEffect(() => player.current?.load(sounds, rate), [sounds, rate]);
  useEffect(() => player.current?.setLoop(loop), [loop]);
  useEffect(() => player.current?.hear(heard), [heard]);

  const toggle = useCallback(() => {
    const { current } = player;
    if (!current) return;
    if (current.playing) {
      pause.current();
      return;
    }
    if (pauseOther !== pause.current) pauseOther?.();
    pauseOther = pause.current;
    setFailure(null);
    current.play().then(
      () => setPlaying(current.playing),
      (error: Error) => {
        setFailure(error instanceof SoundError ? error.message : `Nothing can be played: ${error.message}`);
        setPlaying(false);
      },
    );
  }, []);
  const seek = useCallback((seconds: number) => player.current?.seek(seconds), []);
  const place = useCallback(() => player.current?.position ?? 0, []);
  return { playing, failure, toggle, seek, place };
}
