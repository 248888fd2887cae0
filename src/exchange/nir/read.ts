/**
 * Reads a NIR file as a spiking network: files that Spikewise wrote as what they were, and those of
 * other programs with what NIR leaves open as options. docs/nir.md says what is read.
 */
import type { InputCoding } from '../../networks/input-coding.ts';
import { classification } from '../../tasks/classification.ts';
import type { StoredNetwork } from '../network-file.ts';
import { readNetworkFile, writeNetworkFile } from '../network-file.ts';
import { factsIn, settingsOf } from './facts.ts';
import { chainOf, graphIn } from './graph.ts';
import { readHdf5 } from './hdf5.ts';
import { type Run, runOfChain } from './layers.ts';
import type { Hdf5Group } from './tree.ts';

/** What a file of another program does not say. */
export interface NirOptions {
  /** Steps of the window. */
  readonly timeSteps: number;
  /** Length of a step in the unit of `tau`, seconds in most files. */
  readonly dt: number;
  readonly reset: 'soft' | 'hard';
  readonly coding: Exclude<InputCoding, 'firstStep'>;
}

/** NIR's own equations reset to `v_reset`; a millisecond is what most of its simulators take. */
export const usualOptions: NirOptions = { timeSteps: 16, dt: 0.001, reset: 'hard', coding: 'constant' };

export interface ReadNir {
  readonly network: StoredNetwork;
  /** What was assumed because the file does not say it, a sentence each. */
  readonly notes: readonly string[];
}

/** Reads a file. Throws an `ExchangeError` naming the node, and nothing else. */
export async function readNir(bytes: Uint8Array, options: Partial<NirOptions> = {}): Promise<ReadNir> {
  return networkIn(await readHdf5(bytes), options);
}

/** Returns the network in the contents of a file. Throws as {@link readNir} does. */
export function networkIn(root: Hdf5Group, options: Partial<NirOptions> = {}): ReadNir {
  const graph = graphIn(root);
  const chain = chainOf(graph);
  const facts = factsIn(graph.metadata);
  const notes: string[] = [];
  const run: Run = facts
    ? {
        timeSteps: facts.time_steps,
        dt: facts.dt,
        inputAtOnce: facts.input_coding === 'firstStep',
        leak: facts.leak,
      }
    : foreignRun({ ...usualOptions, ...options });
  const { inputShape, layers, leak, strict } = runOfChain(chain, run);
  const settings = facts ? settingsOf(facts) : foreignSettings({ ...usualOptions, ...options }, leak, layers);
  if (!facts) notes.push(...notesOf({ ...usualOptions, ...options }, leak, strict));
  const network = { ...settings, inputShape, layers };
  // The checks of the network file hold for every network, wherever it comes from.
  return { network: readNetworkFile(writeNetworkFile(network, network)), notes };
}

function foreignRun({ timeSteps, dt }: NirOptions): Run {
  return { timeSteps, dt, inputAtOnce: false, leak: null };
}

function foreignSettings(
  { timeSteps, reset, coding }: NirOptions,
  leak: number,
  layers: StoredNetwork['layers'],
): Omit<StoredNetwork, 'inputShape' | 'layers'> {
  const decoding = layers.at(-1)!.threshold ? 'counts' : 'potential';
  return {
    timeSteps,
    initialPotential: 'zero',
    firstLayerBias: 'spread',
    dynamics: { coding, reset, leak, decoding, seed: 1 },
    task: classification.id,
    back: [],
  };
}

function notesOf({ timeSteps, dt, reset, coding }: NirOptions, leak: number, strict: boolean): string[] {
  return [
    `The file does not say how long its window is: ${timeSteps} steps are taken.`,
    reset === 'hard'
      ? 'The file does not say how a spike resets: the potential is set to 0, as in NIR’s equations.'
      : 'The file does not say how a spike resets: the threshold is subtracted, as was asked for.',
    coding === 'constant'
      ? 'The file does not say what comes in: the image comes as a current at every step.'
      : 'The file does not say what comes in: pixels spike with the probability of their brightness.',
    ...(leak === 1 ? [] : [`The file does not say how long a step is: ${dt} in the unit of tau is taken.`]),
    ...(strict ? ['NIR fires above the threshold; here a potential that equals it fires too.'] : []),
  ];
}
