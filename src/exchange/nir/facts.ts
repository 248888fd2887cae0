/**
 * The metadata of a graph that Spikewise wrote: how its neurons behave, which NIR itself does not
 * say (docs/nir.md).
 */
import { backOf } from '../../networks/model.ts';
import { z } from '../../networks/zod.ts';
import { findTask, tasks } from '../../tasks/index.ts';
import { ExchangeError } from '../error.ts';
import type { NetworkPurpose, StoredNetwork } from '../network-file.ts';
import { type Hdf5Data, type Hdf5Group, isGroup, realData, textData, wholeData } from './tree.ts';

export const formatName = 'spikewise-nir';
export const formatVersion = 1;

const reals = z.array(z.number()).min(1).max(65536);

const schema = z.object({
  format: z.literal(formatName),
  format_version: z.literal(formatVersion),
  reset: z.enum(['subtract', 'zero']),
  comparator: z.literal('>='),
  time_steps: z.int().min(1).max(1024),
  input_coding: z.enum(['firstStep', 'constant', 'poisson']),
  first_layer_bias: z.enum(['firstStep', 'everyStep']),
  /** V₀ as a share of `v_threshold`. */
  initial_potential: z.union([z.literal(0), z.literal(0.5)]),
  leak: z.number().gt(0).max(1),
  /** Length of a step, in the unit of `tau`. */
  dt: z.literal(1),
  readout: z.enum(['sum', 'counts']),
  /** Seed of the Poisson trains; 0 where there are none. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  /** Whether the network has dynamics of its own (docs/network-file.md), 0 or 1. */
  dynamics: z.union([z.literal(0), z.literal(1)]),
  task: z.string().max(200),
  /** Kinds that follow the readout, with a comma between them. */
  back: z.string().max(200),
  input_mean: reals.optional(),
  input_deviation: reals.optional(),
});

export type NirFacts = z.infer<typeof schema>;

/** Returns what a graph says of a network. */
export function factsOfNetwork(network: StoredNetwork): NirFacts {
  const { timeSteps, initialPotential, firstLayerBias, dynamics, task, back, normalisation } = network;
  const coding = dynamics?.coding ?? 'firstStep';
  return {
    format: formatName,
    format_version: formatVersion,
    reset: dynamics?.reset === 'hard' ? 'zero' : 'subtract',
    comparator: '>=',
    time_steps: timeSteps,
    input_coding: coding,
    first_layer_bias: coding === 'firstStep' && firstLayerBias === 'firstStep' ? 'firstStep' : 'everyStep',
    initial_potential: initialPotential === 'half' ? 0.5 : 0,
    leak: dynamics?.leak ?? 1,
    dt: 1,
    readout: dynamics?.decoding === 'counts' ? 'counts' : 'sum',
    seed: dynamics?.seed ?? 0,
    dynamics: dynamics ? 1 : 0,
    task,
    back: back.map(({ kind }) => kind).join(','),
    ...(normalisation
      ? { input_mean: [...normalisation.mean], input_deviation: [...normalisation.deviation] }
      : {}),
  };
}

/** Returns the settings and the purpose of the network that a graph says this of. */
export function settingsOf(
  facts: NirFacts,
): Pick<StoredNetwork, 'timeSteps' | 'initialPotential' | 'firstLayerBias' | 'dynamics'> & NetworkPurpose {
  const task = findTask(facts.task);
  if (!task)
    throw new ExchangeError(
      `metadata: task “${facts.task}” is not known; this version knows ${tasks.map(({ id }) => id).join(', ')}`,
    );
  if (task.front === 'encoder')
    throw new ExchangeError(`metadata: the task ${task.id} begins with an encoder, which NIR does not have`);
  const back = backOf(task.back);
  if (back.map(({ kind }) => kind).join(',') !== facts.back)
    throw new ExchangeError(
      `metadata: back must be “${back.map(({ kind }) => kind).join(',')}” for the task ${task.id}`,
    );
  const { input_mean: mean, input_deviation: deviation } = facts;
  return {
    timeSteps: facts.time_steps,
    initialPotential: facts.initial_potential === 0.5 ? 'half' : 'zero',
    firstLayerBias: facts.first_layer_bias === 'firstStep' ? 'firstStep' : 'spread',
    ...(facts.dynamics === 1
      ? {
          dynamics: {
            coding: facts.input_coding,
            reset: facts.reset === 'zero' ? 'hard' : 'soft',
            leak: facts.leak,
            decoding: facts.readout === 'counts' ? 'counts' : 'potential',
            seed: Math.max(1, facts.seed),
          },
        }
      : {}),
    task: task.id,
    back,
    ...(mean && deviation ? { normalisation: { mean, deviation } } : {}),
  };
}

const wholes = new Set(['format_version', 'time_steps', 'seed', 'dynamics']);

/** Returns facts as the group `metadata` of a graph. `extra` are texts beside them. */
export function factsGroup(facts: NirFacts, extra: Readonly<Record<string, string>>): Hdf5Group {
  const entry = (name: string, value: string | number | readonly number[]): Hdf5Data => {
    if (typeof value === 'string') return textData(value);
    if (typeof value === 'number') return wholes.has(name) ? wholeData(value) : realData(value);
    return { shape: [value.length], values: Float64Array.from(value) };
  };
  return new Map([
    ...Object.entries(extra).map(([name, text]) => [name, textData(text)] as const),
    ...Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, entry(name, value)] as const],
    ),
  ]);
}

/**
 * Returns the facts in the group `metadata` of a graph, or null when another program wrote it.
 * Throws {@link ExchangeError} when they are damaged.
 */
export function factsIn(metadata: Hdf5Group | Hdf5Data | undefined): NirFacts | null {
  if (!isGroup(metadata)) return null;
  const plain = Object.fromEntries(
    [...metadata].map(([name, entry]) => [name, isGroup(entry) ? null : plainOf(entry)]),
  );
  if (plain.format !== formatName) return null;
  const result = schema.safeParse(plain);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new ExchangeError(`metadata: ${issue.path.join('.')}: ${issue.message.slice(0, 300)}`);
}

function plainOf({ shape, values }: Hdf5Data): unknown {
  const plain = values instanceof BigInt64Array ? Array.from(values, Number) : [...values];
  return shape.length === 0 ? plain[0] : plain;
}
