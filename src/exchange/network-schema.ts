/**
 * The record in a network file's metadata (docs/network-file.md). Shapes are checked against each
 * other elsewhere.
 */
import { z } from 'zod';
import type { LinearStep, Synapse } from '../networks/layer.ts';

const count = z
  .int()
  .min(1)
  .max(1 << 26);
const image = z.tuple([count, count, count]).readonly();
const pair = z.tuple([z.int().min(0).max(99), z.int().min(0).max(99)]).readonly();

const conv2d = z.strictObject({
  kind: z.literal('conv2d'),
  inputShape: image,
  outputShape: image,
  kernel: pair,
  stride: pair,
  padding: pair,
});

const dense = z.strictObject({ kind: z.literal('dense'), inputSize: count, outputSize: count });

const averagePool = z.strictObject({
  kind: z.literal('averagePool'),
  inputShape: image,
  outputShape: image,
  kernel: pair,
  stride: pair,
});

const flatten = z.strictObject({ kind: z.literal('flatten'), inputShape: image });

const steps = { averagePool, flatten } satisfies Record<LinearStep['kind'], z.ZodObject>;
const synapses = { conv2d, dense } satisfies Record<Synapse['kind'], z.ZodObject>;

const layer = z.strictObject({
  name: z.string().min(1).max(200),
  before: z.array(z.discriminatedUnion('kind', [steps.averagePool, steps.flatten])).max(40),
  synapse: z.discriminatedUnion('kind', [synapses.conv2d, synapses.dense]),
  neurons: z.enum(['spiking', 'analog', 'readout']),
  arrivalRate: z.number().min(0).max(1).optional(),
  constrained: z.literal(true).optional(),
});

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

export const formatName = 'spikewise-network';
export const formatVersion = 1;

export const networkSchema = z.strictObject({
  format: z.literal(formatName),
  version: z.literal(formatVersion),
  timeSteps: z.int().min(1).max(1024),
  initialPotential: z.enum(['zero', 'half']),
  firstLayerBias: z.enum(['firstStep', 'spread']),
  inputShape: image,
  constraint: constraint.optional(),
  dynamics: dynamics.optional(),
  layers: z.array(layer).min(1).max(200),
});

export type NetworkHeader = z.infer<typeof networkSchema>;
