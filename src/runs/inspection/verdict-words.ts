/** Writes the verdict as one plain sentence, and the measured effect of its suggestion. */
import type { Metric } from '../../tasks/metric.ts';
import { writeCount } from '../../tasks/writing.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import type { SettingTrial, Trials } from './trials.ts';
import type { Loss, SettingChange, Verdict } from './verdict.ts';

const space = '\u00a0';

function share(value: number): string {
  const percent = 100 * value;
  return `${percent.toFixed(percent >= 10 ? 0 : percent >= 0.1 || percent === 0 ? 1 : 2)}${space}%`;
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Returns what the layer does, as the rest of a sentence behind its name. */
function lossWords(
  { cause, mean, ofSignal, clippedShare, upperBound, overP99 }: Loss,
  stretched: boolean,
  { initialPotential, timeSteps }: UntunedSettings,
): string {
  switch (cause) {
    case 'clipped':
      return `cuts off the ${share(clippedShare)} of its activations above its upper bound of ${figure(upperBound)}, losing ${share(mean)} of that bound on average`;
    case 'rounding': {
      const steps = timeSteps === 1 ? 'the one step' : `${timeSteps} steps`;
      const lost = ofSignal >= 1 ? 'more than' : `${share(ofSignal)} of`;
      const rounded = `loses ${lost} its mean activation by rounding ${initialPotential === 'half' ? '' : 'down '}to ${steps} of ϑ`;
      if (!stretched) return `${rounded} (${share(mean)} of its upper bound)`;
      const far = Number.isFinite(overP99) ? `to ${figure(overP99)} times p99` : 'beyond a p99 of 0';
      return `${rounded}, since outliers stretch its upper bound ${far}`;
    }
    case 'timing':
      return `fires too early or too late where input comes unevenly, losing ${share(mean)} of its upper bound on average`;
    case 'weights':
      return `cannot hold its weights in so few values, losing ${share(mean)} of its upper bound on average`;
    case 'inherited':
      return `inherits an error of ${share(mean)} of its upper bound`;
  }
}

/** Returns a change as advice: "raise the percentile from 90 to 99.9". */
export function adviceOf(change: SettingChange, settings: UntunedSettings): string {
  switch (change.field) {
    case 'percentile': {
      const name = (value: number) => (value === 100 ? 'the maximum' : `${value}`);
      const verb = change.value > settings.percentile ? 'raise' : 'lower';
      return `${verb} the percentile from ${name(settings.percentile)} to ${name(change.value)}`;
    }
    case 'timeSteps':
      return `raise Ns from ${settings.timeSteps} to ${change.value} time steps`;
    case 'initialPotential':
      return change.value === 'half'
        ? 'start membranes at V₀ = ϑ/2, so that counts round to the nearest'
        : 'start membranes at V₀ = 0';
    case 'thresholdScope':
      return change.value === 'channel' ? 'set a threshold per channel' : 'set one threshold per layer';
    case 'firstLayerBias':
      return 'bring in the first layer’s bias at the first step';
    case 'foldThreshold':
      return 'fold ϑ into the next layer’s weights';
    case 'weightBits':
      return `give weights ${change.value} bits`;
    case 'weightScope':
      return `scale the weights per ${change.value}`;
  }
}

/** Returns a change as a button or a table names it: "percentile 99.9". */
export function changeName({ field, value }: SettingChange): string {
  switch (field) {
    case 'percentile':
      return value === 100 ? 'percentile 100 (maximum)' : `percentile ${value}`;
    case 'timeSteps':
      return `Ns ${value}`;
    case 'initialPotential':
      return `V₀ = ${value === 'half' ? 'ϑ/2' : '0'}`;
    case 'thresholdScope':
      return `threshold per ${value}`;
    case 'firstLayerBias':
      return `first-layer bias ${value === 'spread' ? 'spread' : 'at the first step'}`;
    case 'foldThreshold':
      return `ϑ ${value ? '' : 'not '}folded`;
    case 'weightBits':
      return value === 'float' ? 'float weights' : `weights of ${value} bits`;
    case 'weightScope':
      return `weights scaled per ${value}`;
  }
}

/**
 * Returns the verdict as a sentence. `suggestion` is null when nothing helps, or when no setting
 * addresses the cause.
 */
export function verdictSentence(
  verdict: Verdict,
  settings: UntunedSettings,
  suggestion: SettingChange | null,
): string {
  const { layer, cause, origin, stretched } = verdict;
  const loss = lossWords(origin, stretched, settings);
  const what =
    cause === 'inherited'
      ? `Most of ${layer}’s error began in ${origin.layer}, which ${loss}`
      : `${layer} strays furthest: it ${loss}`;
  if (suggestion) return `${what}; ${adviceOf(suggestion, settings)}.`;
  if (verdict.candidates.length === 0) return `${what}; no setting goes at that, fine-tuning does.`;
  return `${what}; of the settings that go at that none helps without training, fine-tuning does.`;
}

/** Returns “+47.9 points without training (45.7 → 93.6 %), on 2,000 validation examples, ±1.3”. */
export function effectWords(
  trial: Pick<SettingTrial, 'effect' | 'margin' | 'score'>,
  trials: Pick<Trials, 'examples' | 'score'>,
  metric: Metric,
): string {
  const { effect, margin, score } = trial;
  const examples = writeCount(trials.examples);
  const change = metric.better === 'higher' ? effect : -effect;
  return (
    `${metric.writeDifference(change)} without training ` +
    `(${withoutUnit(metric, trials.score)} → ${metric.write(score)}), ` +
    `on ${examples} validation examples, ±${withoutUnit(metric, margin)}`
  );
}

function withoutUnit(metric: Metric, value: number): string {
  const text = metric.write(value);
  const unit = `${space}${metric.unit}`;
  return text.endsWith(unit) ? text.slice(0, -unit.length) : text;
}
