/**
 * A diagram in phases with its player: the drawing of the phase, what happens in it in words, and
 * the list of all phases, which says the whole without the drawing.
 */
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from '../slow.module.css';
import { Transport } from '../Transport.tsx';
import { playerKeys, usePlayer } from '../use-player.ts';

export interface Phase {
  readonly title: string;
  /** What happens, with its figures. */
  readonly words: string;
}

interface PhasesProps {
  readonly phases: readonly Phase[];
  /** Names the drawing. */
  readonly label: string;
  /** Draws a phase, counted from 1, in a width in pixels. */
  readonly draw: (phase: number, width: number) => ReactNode;
}

/** Milliseconds of a phase: long enough to read it. */
const pace = { slow: 12000, medium: 7000, fast: 3500 } as const;

export function Phases({ phases, label, draw }: PhasesProps) {
  const player = usePlayer({ first: 1, last: phases.length, pace });
  const { ref, width } = useElementSize();
  const { step } = player;
  const phase = phases[step - 1]!;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the player, beside its buttons
    <div className={classes.view} onKeyDown={playerKeys(player)}>
      <Transport player={player} unit="phase" words={`Phase ${step} of ${phases.length}`} />
      <div
        ref={ref}
        className={classes.drawing}
        role="img"
        aria-label={`${label}: ${phase.title}. ${phase.words}`}
      >
        {width > 0 ? draw(step, Math.floor(width)) : null}
      </div>
      <p className={classes.caption} aria-live={player.playing ? 'off' : 'polite'}>
        <b>{phase.title}.</b> {phase.words}
      </p>
      <ol className={classes.phases} aria-label="All phases">
        {phases.map(({ title }, i) => (
          <li key={title} aria-current={i + 1 === step ? 'step' : undefined}>
            <button type="button" onClick={() => player.go(i + 1)}>
              {title}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
