/**
 * What the page calls a run of a method: some convert layer by layer, some train all layers at
 * once, some train nothing.
 */
import type { InputCoding } from '../../networks/input-coding.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import type { Metric } from '../../tasks/metric.ts';
import { capital } from '../shared/score-words.ts';

type Method = RunSpec['method'];

export interface MethodWords {
  /** On the button that starts a run. */
  readonly start: string;
  /** What it does, when pointed at. */
  readonly startHelp: string;
  /** As it stands in the settings. */
  readonly trains: string;
  /** Of a run that reached its end. */
  readonly done: string;
  /** Title of the chart of a run. */
  readonly live: (metric: Metric) => string;
  /** Before the chart has anything to draw. */
  readonly before: (metric: Metric) => string;
  /** The same while the run is under way. */
  readonly waiting: string;
  /** Epoch 0 of a stage. */
  readonly fresh: string;
  /** How an epoch 0 comes about, before its score. */
  readonly freshVerb: (metric: Metric) => string;
  /** What stopping leaves. */
  readonly stopped: string;
}

/** What conversion does to a score: one that is better higher falls, an error rises. */
const worsens: Readonly<Record<Metric['better'], string>> = { higher: 'falls', lower: 'rises' };
const worseTo = ({ better }: Metric) => `${worsens[better]} to`;

/** And what training then does to it. */
const wonBack: Readonly<Record<Metric['better'], string>> = {
  higher: 'wins it back',
  lower: 'brings it down again',
};

const words: Record<Recipe['stages'], MethodWords> = {
  layers: {
    start: 'Convert',
    startHelp: 'Turn the network into a spiking one, layer by layer',
    trains: 'Trains layer by layer.',
    done: 'Converted',
    live: () => 'Convert live',
    before: ({ label, better }) =>
      `and watch each layer turn into spiking neurons: the ${label} ${worsens[better]}, then tuning ${wonBack[better]}.`,
    waiting: 'The first point comes when the first layer has been converted.',
    fresh: 'just converted',
    freshVerb: worseTo,
    stopped: 'The stages that ended are kept; the one under way is lost.',
  },
  whole: {
    start: 'Train',
    startHelp: 'Train all layers at once, and turn the network into a spiking one',
    trains: 'Trains all layers at once.',
    done: 'Trained',
    live: () => 'Train live',
    before: () =>
      'and watch all layers learn at once: one stage, from the network it starts with to the spiking one.',
    waiting: 'The first point comes when the network has been measured, before it is trained.',
    fresh: 'not yet trained',
    freshVerb: () => 'starts at',
    stopped: 'The curve until then is kept, the network is not.',
  },
  none: {
    start: 'Convert',
    startHelp: 'Turn the network into a spiking one; nothing is trained',
    trains: 'Trains nothing.',
    done: 'Converted',
    live: ({ label }) => `${capital(label)} over the window`,
    before: () =>
      'and see how accurate the spiking network is after each time step of its window. Nothing is trained.',
    waiting: 'Nothing is trained here: the curve comes when the spiking network has been tested.',
    fresh: 'just converted',
    freshVerb: worseTo,
    stopped: 'Nothing was trained yet: only its settings are kept.',
  },
};

export function methodWords(method: Method): MethodWords {
  return words[recipeOf(method).stages];
}

/**
 * What a curve of validation scores is called, and of what it is where that does not spike yet.
 */
export function curveWords(name: string, method: Method): string {
  const { judged } = recipeOf(method);
  return judged ? `${name} of ${judged}` : name;
}

const inputs: Readonly<Record<InputCoding, string>> = {
  firstStep: 'image whole at step 1',
  constant: 'image as constant current',
  poisson: 'image as Poisson spikes',
};

/**
 * How the image comes in: without it scores of two methods would look as if they were of one input.
 */
export function inputWords({ method, inputCoding }: Pick<RunSpec, 'method' | 'inputCoding'>): string {
  return inputs[inputCoding === 'auto' ? recipeOf(method).input : inputCoding];
}

/**
 * `image whole at step 1: ptl · image as constant current: rate, tandem`; null where all of them
 * take it alike.
 */
export function inputsBeside(specs: readonly Pick<RunSpec, 'method' | 'inputCoding'>[]): string | null {
  const methodsBy = new Map<string, Set<Method>>();
  for (const spec of specs) {
    const words = inputWords(spec);
    methodsBy.set(words, (methodsBy.get(words) ?? new Set()).add(spec.method));
  }
  if (methodsBy.size < 2) return null;
  return [...methodsBy].map(([words, methods]) => `${words}: ${[...methods].join(', ')}`).join(' · ');
}

/** Whether a run has epochs to go on to: of its method, or of the ANN that is trained first. */
export function hasEpochs({
  method,
  start,
  pretrainEpochs,
}: Pick<RunSpec, 'method' | 'start' | 'pretrainEpochs'>): boolean {
  return recipeOf(method).stages !== 'none' || (start === 'scratch' && pretrainEpochs > 0);
}
