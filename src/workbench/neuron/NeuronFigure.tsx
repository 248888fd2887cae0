/**
 * One neuron (§3 of the paper in one picture): what arrives, the membrane, its spikes and their
 * count over the steps, and beside them the staircase count · ϑ against ReLU.
 */
import { useEffect, useMemo, useState } from 'react';
import { Controls, windows } from './Controls.tsx';
import { answerOf, type FigureSettings } from './figure.ts';
import { storyOf } from './figure-words.ts';
import { noteFigure } from './last-figure.ts';
import classes from './neuron.module.css';
import { OverTime } from './OverTime.tsx';
import { Staircase } from './Staircase.tsx';
import { type LayerSpread, onScale, scaleOf } from './scale.ts';

/** The settings that the figure begins with; those of the page, as far as it can show them. */
export interface FigureStart {
  readonly timeSteps: number;
  readonly initialPotential: FigureSettings['initialPotential'];
  /** The upper bound, or null for the middle of the axis. */
  readonly upperBound: number | null;
}

interface NeuronFigureProps {
  readonly start: FigureStart;
  /** The layer whose activations make the axis; null for plain numbers. */
  readonly layer: LayerSpread | null;
  /** Settings that it was asked to show; asked again, they are another object. */
  readonly asked?: Partial<FigureSettings> | null;
}

export function NeuronFigure({ start, layer, asked = null }: NeuronFigureProps) {
  const scale = useMemo(() => scaleOf(layer), [layer]);
  const [chosen, setChosen] = useState((): Omit<FigureSettings, 'full'> => {
    const upperBound = start.upperBound !== null && start.upperBound > 0 ? start.upperBound : 1;
    return {
      activation: onScale(scale, upperBound * 0.55),
      upperBound,
      timeSteps: Math.min(start.timeSteps, windows.at(-1)!),
      initialPotential: start.initialPotential,
      coding: 'firstStep',
      seed: 1,
      ...asked,
    };
  });
  const [answered, setAnswered] = useState(asked);
  if (asked !== answered) {
    setAnswered(asked);
    if (asked) setChosen((before) => ({ ...before, ...asked }));
  }
  const settings = useMemo(() => ({ ...chosen, full: scale.high }), [chosen, scale]);
  const answer = useMemo(() => answerOf(settings), [settings]);
  useEffect(() => noteFigure({ settings, answer }), [settings, answer]);
  const change = (part: Partial<FigureSettings>) => setChosen((before) => ({ ...before, ...part }));
  return (
    <div className={classes.figure}>
      <p className={classes.story}>{storyOf(settings, answer)}</p>
      <Staircase scale={scale} settings={settings} answer={answer} onChange={change} />
      <Controls scale={scale} settings={settings} answer={answer} onChange={change} />
      <OverTime scale={scale} settings={settings} answer={answer} />
    </div>
  );
}
