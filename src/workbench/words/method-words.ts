/**
 * What the page calls a run of a method: some convert layer by layer, some train all layers at
 * once, some train nothing.
 */
import type { InputCoding } from '../../networks/input-coding.ts';
import type { Recipe } from '../../runs/spec/methods/recipe.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';

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
  readonly live: string;
  /** Before the chart has anything to draw. */
  readonly before: string;
  /** The same while the run is under way. */
  readonly waiting: string;
  /** Epoch 0 of a stage. */
  readonly fresh: string;
  /** How an epoch 0 comes about, before its accuracy. */
  readonly freshVerb: string;
  /** What stopping leaves. */
  readonly stopped: string;
}

const words: Record<Recipe['stages'], MethodWords> = {
  layers: {
    start: 'Convert',
    startHelp: 'Turn the network into a spiking one, layer by layer',
    trains: 'Trains layer by layer.',
    done: 'Converted',
    live: 'Convert live',
    before: 'and watch each layer turn into spiking neurons: the accuracy falls, then tuning wins it back.',
    waiting: 'The first point comes when the first layer has been converted.',
    fresh: 'just converted',
    freshVerb: 'falls to',
    stopped: 'The stages that ended are kept; the one under way is lost.',
  },
  whole: {
    start: 'Train',
    startHelp: 'Train all layers at once, and turn the network into a spiking one',
    trains: 'Trains all layers at once.',
    done: 'Trained',
    live: 'Train live',
    before:
      'and watch all layers learn at once: one stage, from the network it starts with to the spiking one.',
    waiting: 'The first point comes when the network has been measured, before it is trained.',
    fresh: 'not yet trained',
    freshVerb: 'starts at',
    stopped: 'The curve until then is kept, the network is not.',
  },
  none: {
    start: 'Convert',
    startHelp: 'Turn the network into a spiking one; nothing is trained',
    trains: 'Trains nothing.',
    done: 'Converted',
    live: 'Accuracy over the window',
    before:
      'and see how accurate the spiking network is after each time step of its window. Nothing is trained.',
    waiting: 'Nothing is trained here: the curve comes when the spiking network has been tested.',
    fresh: 'just converted',
    freshVerb: 'falls to',
    stopped: 'Nothing was trained yet: only its settings are kept.',
  },
};

export function methodWords(method: Method): MethodWords {
  return words[recipeOf(method).stages];
}

/**
 * What a curve of validation accuracies is called, and of what it is where that does not spike yet.
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
 * How the image comes in: without it accuracies of two methods would look as if they were of one
 * input.
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
