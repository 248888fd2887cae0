/** The settings of the neuron: what arrives, how finely it counts, and up to where. */
import { Button } from '@mantine/core';
import { figure, threshold } from '../shared/format.ts';
import { Segmented } from '../shared/Segmented.tsx';
import { type FigureAnswer, type FigureSettings, thresholdOf } from './figure.ts';
import { activationWords, boundWords } from './figure-words.ts';
import classes from './neuron.module.css';
import { RangeRow } from './RangeRow.tsx';
import { nearestBound, onScale, percentileName, percentileOf, type Scale } from './scale.ts';

/** The windows of the slider. */
export const windows = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64] as const;

/** Returns the index of the window nearest to a number of steps. */
function windowIndex(timeSteps: number): number {
  const above = windows.findIndex((steps) => steps >= timeSteps);
  return above < 0 ? windows.length - 1 : above;
}

interface ControlsProps {
  readonly scale: Scale;
  readonly settings: FigureSettings;
  readonly answer: FigureAnswer;
  readonly onChange: (change: Partial<FigureSettings>) => void;
}

export function Controls({ scale, settings, answer, onChange }: ControlsProps) {
  const { activation, upperBound, timeSteps, initialPotential, coding, seed } = settings;
  const percentile = percentileOf(scale, upperBound);
  return (
    <section className={classes.controls} aria-label="Settings of the neuron">
      <RangeRow
        label="Activation"
        shown={figure(activation)}
        spoken={activationWords(scale, settings, answer)}
        help="What the neuron receives in all, W·x + b. ReLU passes on what is above 0."
        colour="ann"
        min={scale.low}
        max={scale.high}
        step={scale.step}
        value={activation}
        onChange={(value) => onChange({ activation: onScale(scale, value) })}
      />
      <RangeRow
        label="Upper bound"
        shown={
          percentile === null ? figure(upperBound) : `${percentileName(percentile)} = ${figure(upperBound)}`
        }
        spoken={boundWords(scale, settings)}
        help={
          scale.layer
            ? `What Ns spikes stand for: a percentile of ${scale.layer.name}’s activations.`
            : 'What Ns spikes stand for. Larger activations are clipped.'
        }
        colour="spike"
        min={0}
        max={scale.bounds.length - 1}
        step={1}
        value={nearestBound(scale, upperBound)}
        onChange={(index) => onChange({ upperBound: scale.bounds[index]! })}
      />
      <RangeRow
        label="Time steps Ns"
        shown={String(timeSteps)}
        spoken={`${timeSteps}, ϑ = ${threshold(thresholdOf(settings))}`}
        help={
          <>
            {timeSteps + 1} levels, ϑ = bound / Ns ={' '}
            <b className={classes.theta}>{threshold(thresholdOf(settings))}</b> apart.
          </>
        }
        colour="ink"
        min={0}
        max={windows.length - 1}
        step={1}
        value={windowIndex(timeSteps)}
        onChange={(index) => onChange({ timeSteps: windows[index]! })}
      />
      <div className={classes.row}>
        <div className={classes.line}>
          <span>Potential at the start, V₀</span>
        </div>
        <Segmented
          label="Potential at the start, V₀"
          value={initialPotential}
          onChange={(value) => onChange({ initialPotential: value })}
          options={[
            { value: 'zero', label: '0' },
            { value: 'half', label: 'ϑ/2' },
          ]}
        />
        <p className={classes.help}>
          {initialPotential === 'zero'
            ? '0 rounds the count down.'
            : 'ϑ/2 rounds the count to the nearest, which is Eq. 10.'}
        </p>
      </div>
      <div className={classes.row}>
        <div className={classes.line}>
          <span>Input</span>
        </div>
        <Segmented
          label="Input"
          value={coding}
          onChange={(value) => onChange({ coding: value })}
          options={[
            { value: 'firstStep', label: 'at step 1' },
            { value: 'constant', label: 'constant' },
            { value: 'poisson', label: 'Poisson' },
          ]}
        />
        <div className={classes.help}>
          {coding === 'firstStep' && 'Everything comes at step 1 and is paid out over the window (§3.4).'}
          {coding === 'constant' && 'An Ns-th of it comes at each step: the same count, spread out.'}
          {coding === 'poisson' && (
            <>
              A pixel spikes by chance at each step.{' '}
              <Button variant="default" size="compact-xs" onClick={() => onChange({ seed: seed + 1 })}>
                Draw again
              </Button>
            </>
          )}
        </div>
      </div>
    </section>
  );
}
