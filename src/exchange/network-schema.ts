/**
 * Schemas of the record in a network file's metadata (docs/network-file.md). Shapes are checked
 * against each other elsewhere.
 */

import { mostLevels, type WindowSettings } from '../engine/spiking/dynamics.ts';
import { recordedFiring } from '../engine/spiking/neuron-settings.ts';
import { maxSize } from '../networks/kinds/checks.ts';
import { type BackRecord, backKinds, stepKinds, synapseKinds } from '../networks/kinds/index.ts';
import type { PartSchemas } from '../networks/kinds/kind.ts';
import { imageSchema } from '../networks/kinds/schemas.ts';
import { z } from '../networks/zod.ts';
import { classification } from '../tasks/classification.ts';

/** Returns the schema of any kind in a table, as a version of the file has it. */
function partSchema<P>(table: readonly { readonly schemas: PartSchemas<P> }[], version: 1 | 2): z.ZodType<P> {
  const schemas = table.flatMap(({ schemas }) => schemas[version] ?? []);
  return z.discriminatedUnion('kind', schemas as never) as unknown as z.ZodType<P>;
}

function layerSchema(version: 1 | 2) {
  return z.strictObject({
    name: z.string().min(1).max(200),
    before: z.array(partSchema(stepKinds, version)).max(40),
    synapse: partSchema(synapseKinds, version),
    neurons: z.enum(['spiking', 'analog', 'readout']),
    arrivalRate: z.number().min(0).max(1).optional(),
    constrained: z.literal(true).optional(),
  });
}

/** Schema of the records that may follow the readout. */
const back = z.discriminatedUnion('kind', backKinds.map(({ schema }) => schema) as never, {
  error: `not a kind that may follow the readout, which are: ${backKinds.map(({ title }) => title).join(', ')}`,
}) as unknown as z.ZodType<BackRecord>;

const uniform = z.strictObject({ scheme: z.literal('uniform'), bits: z.int().min(2).max(8) });

const levels = z.strictObject({
  scheme: z.literal('levels'),
  levels: z
    .array(z.number().min(-1).max(1))
    .min(2)
    .max(256)
    .refine((list) => list.every((level, i) => i === 0 || level > list[i - 1]!), {
      error: 'levels must be ascending, each given once',
    })
    .readonly(),
});

const constraint = z.strictObject({
  precision: z.discriminatedUnion('scheme', [uniform, levels]).nullable(),
  scope: z.enum(['tensor', 'channel']),
  fanIn: z.int().min(1).max(65536).nullable(),
});

const dynamics = z.strictObject({
  coding: z.enum(['firstStep', 'constant', 'poisson']),
  reset: z.enum(['soft', 'hard']),
  leak: z.number().gt(0).max(1),
  decoding: z.enum(['potential', 'counts']),
  seed: z
    .int()
    .min(1)
    .max(2 ** 31 - 1),
});

const count = z.int().min(1).max(maxSize);

/** Mean and deviation by which each channel of the inputs is normalised. */
const normalisation = z.strictObject({
  mean: z.array(z.number()).min(1).max(65536).readonly(),
  deviation: z.array(z.number().gt(0)).min(1).max(65536).readonly(),
});

/** Sizes of the encoder before the layers, whose ranges are checked with the chain. */
const front = z.strictObject({ samples: count, filters: count, length: count, stride: count });

export const formatName = 'spikewise-network';
export const formatVersion = 2;

/**
 * Version of a file whose neurons do not fire at once, or send spikes that are not 0 or 1. It says
 * the same as version 2 otherwise, and readers that know no other neurons refuse it.
 */
const otherNeurons = 3;

const spikes = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('signed'), settle: z.int().min(0).max(1024) }),
  z.strictObject({ kind: z.literal('graded'), levels: z.int().min(2).max(mostLevels) }),
]);

const common = {
  format: z.literal(formatName),
  timeSteps: z.int().min(1).max(1024),
  initialPotential: z.enum(['zero', 'half']),
  firstLayerBias: z.enum(['firstStep', 'spread']),
  inputShape: imageSchema,
  constraint: constraint.optional(),
  dynamics: dynamics.optional(),
  normalisation: normalisation.optional(),
};

const current = z.strictObject({
  ...common,
  version: z.literal(formatVersion),
  layers: z.array(layerSchema(2)).min(1).max(200),
  task: z.string().min(1).max(200),
  back: z.array(back).max(8),
  front: front.optional(),
});

const other = current.extend({
  version: z.literal(otherNeurons),
  firing: z.literal('window').optional(),
  dynamics: dynamics.extend({ spikes: spikes.optional() }).optional(),
});

/** A file of this version says in which way its neurons are other ones. */
const otherChecked = other.refine(
  ({ firing, dynamics: own }) => firing !== undefined || own?.spikes !== undefined,
  { path: ['firing'], error: 'version 3 has neurons that fire after their window, or other spikes' },
);

export type NetworkHeader = Omit<z.infer<typeof other>, 'version'> & {
  readonly version: typeof formatVersion | typeof otherNeurons;
};

/** Returns the version of a file, and what only some versions have. */
export function versionOf(network: WindowSettings): Pick<NetworkHeader, 'version' | 'firing'> {
  const { dynamics } = network;
  if (network.firing !== 'window' && !dynamics?.spikes) return { version: formatVersion };
  return { version: otherNeurons, ...recordedFiring(network) };
}

/** Schema of version 1, which knew one task, no dilation, and one padding for both sides. */
const first = z
  .strictObject({ ...common, version: z.literal(1), layers: z.array(layerSchema(1)).min(1).max(200) })
  .transform(
    (header): NetworkHeader => ({
      ...header,
      version: formatVersion,
      task: classification.id,
      back: [],
    }),
  );

/** Parses the record of any version into a record of today. */
export const networkSchema: z.ZodType<NetworkHeader> = z.discriminatedUnion('version', [
  first,
  current,
  otherChecked,
]);
