/**
 * The page's words for a run of a method: some convert layer by layer, some train all layers at
 * once, some train nothing.
 */
import type { InputCoding } from '../../networks/input-coding.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { namedFor } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Metric } from '../../tasks/metric.ts';
import { capital } from '../shared/score-words.ts';

type Method = RunSpec['method'];

export interface MethodWords {
  /** Words on the button that starts a run. */
  readonly start: string;
  /** Help on that button, shown when it is pointed at. */
  readonly startHelp: string;
  /** A sentence in the settings that says what is trained. */
  readonly trains: string;
  /** Words for a run that finished. */
  readonly done: string;
  /** Title of the chart of a run. */
  readonly live: (metric: Metric) => string;
  /** Words shown before the chart has anything to draw. */
  readonly before: (metric: Metric) => string;
  /** Words shown instead while the run is under way. */
  readonly waiting: string;
  /** Words for epoch 0 of a stage. */
  readonly fresh: string;
  /**
   * The verb before the score of an epoch 0, by its difference from the score before; null where
   * that is not known.
   */
  readonly freshVerb: (difference: number | null) => string;
  /** A sentence that says what remains of a stopped run. */
  readonly stopped: string;
}

/** The effect of conversion on a score: one that is better higher falls, an error rises. */
const worsens: Readonly<Record<Metric['better'], string>> = { higher: 'falls', lower: 'rises' };

function movesTo(difference: number | null): string {
  if (difference === null) return 'is at';
  if (difference === 0) return 'stays at';
  return difference < 0 ? 'falls to' : 'rises to';
}

/** The effect of the training that follows. */
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
    freshVerb: movesTo,
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
    freshVerb: movesTo,
    stopped: 'Nothing was trained yet: only its settings are kept.',
  },
};

export function methodWords(method: Method): MethodWords {
  return words[recipeOf(method).stages];
}

/**
 * Returns the name of a curve of validation scores, with the network that is measured if that does
 * not spike yet.
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

/** The settings that say how an input arrives; without a task it is called an image. */
type InputSpec = Pick<RunSpec, 'method' | 'inputCoding'> & Partial<Pick<RunSpec, 'task'>>;

/**
 * Returns the input coding in words: without it scores of two methods would look as if they had the
 * same input.
 */
export function inputWords(spec: InputSpec): string {
  const { method, inputCoding, task } = spec;
  const words = inputs[inputCoding === 'auto' ? recipeOf(method).input : inputCoding];
  return task === undefined ? words : namedFor(taskOf(task), words);
}

/**
 * Returns the methods by their input coding: `image whole at step 1: ptl · image as constant
 * current: rate, tandem`; null when all of them have the same.
 */
export function inputsBeside(specs: readonly InputSpec[]): string | null {
  const methodsBy = new Map<string, Set<Method>>();
  for (const spec of specs) {
    const words = inputWords(spec);
    methodsBy.set(words, (methodsBy.get(words) ?? new Set()).add(spec.method));
  }
  if (methodsBy.size < 2) return null;
  return [...methodsBy].map(([words, methods]) => `${words}: ${[...methods].join(', ')}`).join(' · ');
}

/** Tells whether a run has epochs: those of its method, or of the ANN that is trained first. */
export function hasEpochs({
  method,
  start,
  pretrainEpochs,
}: Pick<RunSpec, 'method' | 'start' | 'pretrainEpochs'>): boolean {
  return recipeOf(method).stages !== 'none' || (start === 'scratch' && pretrainEpochs > 0);
}
