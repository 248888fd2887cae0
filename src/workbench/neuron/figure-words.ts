/** Says in words what the figure draws. */
import type { InputCoding } from '../../networks/input-coding.ts';
import { figure, smallPercent, threshold } from '../shared/format.ts';
import { type FigureAnswer, type FigureSettings, thresholdOf } from './figure.ts';
import { percentileName, percentileOf, type Scale, shareBelow } from './scale.ts';

/** Words for `n` spikes. */
function spikesWords(count: number): string {
  return count === 1 ? '1 spike' : `${count} spikes`;
}

/** The way the input comes in, as a verb with its object. */
const arrives: Record<InputCoding, (timeSteps: number) => string> = {
  firstStep: () => 'all of it at step 1',
  constant: (timeSteps) => (timeSteps === 1 ? 'all of it at step 1' : `1/${timeSteps} of it at each step`),
  poisson: () => 'by chance, whenever the pixel spikes',
};

/** The cause of the difference between count · ϑ and ReLU. */
export type Cause = 'none' | 'negative' | 'dead' | 'clipped' | 'silent' | 'rounded' | 'chance';

/** Returns why the answer is not the activation of ReLU. */
export function causeOf(settings: FigureSettings, { count, value, relu }: FigureAnswer): Cause {
  const theta = thresholdOf(settings);
  if (!(theta > 0)) return 'dead';
  if (Math.abs(value - relu) < theta * 1e-6) return settings.activation < 0 ? 'negative' : 'none';
  if (count === settings.timeSteps && relu > settings.upperBound) return 'clipped';
  if (settings.coding === 'poisson') return 'chance';
  return count === 0 ? 'silent' : 'rounded';
}

const causes: Record<Cause, (settings: FigureSettings, answer: FigureAnswer) => string> = {
  none: () => 'Nothing is lost.',
  negative: () => 'Below 0 ReLU is 0, and so is the count.',
  dead: () => 'The upper bound is 0, so ϑ is 0 and the neuron never fires.',
  clipped: ({ timeSteps }) =>
    `It is saturated: it fires at every one of ${timeSteps} steps and can say no more. What lies above the upper bound is clipped.`,
  silent: () => 'It is silent: its potential never reaches ϑ, and what it holds is lost.',
  rounded: ({ initialPotential }) =>
    initialPotential === 'half'
      ? 'A count is a whole number: V₀ = ϑ/2 rounds it to the nearest.'
      : 'A count is a whole number: with V₀ = 0 what is left of the potential is lost.',
  chance: () => 'The pixel spikes by chance, so the count scatters around the activation.',
};

/** Returns how far the count is from ReLU, in words. */
export function errorWords({ value, relu }: FigureAnswer): string {
  const error = value - relu;
  if (Math.abs(error) < 1e-9) return 'exactly ReLU’s';
  return `${figure(Math.abs(error))} ${error < 0 ? 'less' : 'more'} than ReLU’s ${figure(relu)}`;
}

/** Says what the neuron does with its input, step by step, and what becomes of it. */
export function storyOf(settings: FigureSettings, answer: FigureAnswer): string {
  const { activation, timeSteps, coding } = settings;
  const { count, value, membrane } = answer;
  const theta = thresholdOf(settings);
  const times = [...membrane.spikes].flatMap((spike, t) => (spike ? [t + 1] : []));
  const when =
    count === 0
      ? 'It never fires'
      : `It fires at ${count === 1 ? 'step' : 'steps'} ${runsOf(times)}: ${spikesWords(count)} of at most ${timeSteps}`;
  const worth =
    theta > 0 ? `, and ${count}\u00a0·\u00a0ϑ\u00a0=\u00a0${figure(value)}, ${errorWords(answer)}` : '';
  return `The neuron receives ${figure(activation)}, ${arrives[coding](timeSteps)}. ${when}${worth}. ${causes[causeOf(settings, answer)](settings, answer)}`;
}

/** Writes rising steps in few words: `1 to 5, 8`. */
export function runsOf(times: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const time of times) {
    const last = runs.at(-1);
    if (last && last[1] === time - 1) last[1] = time;
    else runs.push([time, time]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`))
    .join(', ');
}

/** Describes the value of the activation's slider. */
export function activationWords(scale: Scale, settings: FigureSettings, answer: FigureAnswer): string {
  return `${figure(settings.activation)}: ${spikesWords(answer.count)}, standing for ${figure(answer.value)}${placeWords(scale, settings.activation)}`;
}

/** Says where an activation lies among the layer's; '' for plain numbers and for none above 0. */
export function placeWords(scale: Scale, activation: number): string {
  const share = shareBelow(scale, activation);
  if (share === null || !scale.layer) return '';
  const above = 1 - share;
  return above > 0
    ? `; ${smallPercent(above)} of ${scale.layer.name}’s activations are larger`
    : `; none of ${scale.layer.name}’s activations is larger`;
}

/** Describes the value of the upper bound's slider. */
export function boundWords(scale: Scale, settings: FigureSettings): string {
  const percentile = percentileOf(scale, settings.upperBound);
  const name = percentile === null ? '' : `${percentileName(percentile)}: `;
  return `${name}${figure(settings.upperBound)}, ϑ = ${threshold(thresholdOf(settings))}`;
}

/** Describes the staircase for those who do not see it. */
export function staircaseWords(scale: Scale, settings: FigureSettings, answer: FigureAnswer): string {
  const { timeSteps, upperBound } = settings;
  const levels = `${timeSteps + 1} levels from 0 to ${figure(upperBound)}, ϑ = ${threshold(thresholdOf(settings))} apart`;
  const place = scale.layer ? ` The axis is that of ${scale.layer.name}’s activations.` : '';
  return (
    `Count times ϑ beside ReLU, for activations from ${figure(scale.low)} to ${figure(scale.high)}: ${levels}, ` +
    `flat above the upper bound. At ${figure(settings.activation)} ReLU gives ${figure(answer.relu)}, ` +
    `the neuron ${figure(answer.value)}.${place}`
  );
}

/** Describes the currents for those who do not see them. */
export function currentWords({ currents }: FigureAnswer): string {
  const steps = [...currents].flatMap((z, t) => (z === 0 ? [] : [t + 1]));
  if (steps.length === 0) return 'Current: none arrives at any step.';
  const values = new Set(steps.map((t) => figure(currents[t - 1]!)));
  return `Current: ${[...values].join(', ')} at ${steps.length === 1 ? 'step' : 'steps'} ${runsOf(steps)}${steps.length < currents.length ? ', none at the others' : ''}.`;
}

/** Describes how the count grows for those who do not see it. */
export function countWords({ membrane, count }: FigureAnswer): string {
  return `The count grows to ${count} over ${membrane.spikes.length} steps.`;
}
