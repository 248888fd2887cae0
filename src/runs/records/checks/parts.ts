/** The schemas of the parts that reports and stored runs consist of. */

import { lossCauses } from '../../../engine/diagnosis/loss-chain.ts';
import { z } from '../../../networks/zod.ts';
import { hitsPattern } from '../../../tasks/hits.ts';

/**
 * Says how numbers are written: a file has no NaN, no infinities and no lists of floats; a store
 * has.
 */
export interface Writing {
  readonly number: z.ZodType<number>;
  readonly floats: z.ZodType<Float32Array>;
}

/** A number that does not become infinite in single precision. */
const single = z.number().refine((value) => Number.isFinite(Math.fround(value)), {
  error: ({ input }) => `must fit single precision (got ${input})`,
});

/** JSON writes numbers that it does not know as null. */
export const inFile: Writing = {
  number: z
    .number()
    .or(z.nan())
    .or(z.null().transform(() => Number.NaN)),
  floats: z.instanceof(Float32Array).or(z.array(single).transform((values) => Float32Array.from(values))),
};

export const inStore: Writing = {
  number: z.custom<number>((value) => typeof value === 'number', { error: 'must be a number' }),
  floats: z.instanceof(Float32Array),
};

export const count = z.int().min(0);

/** The largest number of an epoch. No setting asks for as many, and charts have room for each. */
const mostEpochs = 10_000;
export const backend = z.enum(['webgpu', 'webgl', 'wasm', 'cpu']);
/** A time in ISO 8601. Any other text would reach the page's formats of dates, which throw. */
export const time = z.iso.datetime({ offset: true, error: 'must be a time in ISO 8601' });

const tolerance = 1e-6;

/** Numbers from `least` to `greatest`, or none (NaN): what was not measured breaks no range. */
function within(number: z.ZodType<number>, least: number, greatest = Number.POSITIVE_INFINITY) {
  return number.refine((value) => !(value < least - tolerance || value > greatest + tolerance), {
    error: ({ input }) => `must be a number from ${least} to ${greatest} (got ${input})`,
  });
}

function scoresSchema({ number }: Writing) {
  return z.looseObject({ loss: number }).catchall(number);
}

function diagnosticsSchema({ number, floats }: Writing) {
  const positive = within(number, 0);
  const share = within(number, 0, 1);
  const chain = z.looseObject({
    images: count,
    steps: z.array(z.looseObject({ cause: z.enum(lossCauses), mean: number, shift: number })),
    signal: number,
    net: number,
    netShift: number,
    clippedShare: share,
    deadFraction: share,
  });
  return z
    .looseObject({
      images: count,
      histogram: z.looseObject({
        start: number,
        width: positive,
        counts: z.array(count),
        zeros: count,
        total: count,
      }),
      percentiles: z.looseObject({ p99: number, p999: number, max: number }),
      upperBound: z.array(positive),
      threshold: z.array(positive),
      activations: floats,
      counts: floats,
      correlation: within(number, -1, 1),
      firingRate: share,
      silentFraction: share,
      saturatedFraction: share,
      synapticOperations: positive,
      chain: chain.optional(),
    })
    .refine(({ activations, counts }) => activations.length === counts.length, {
      error: 'activations and counts must be as many',
    });
}

function neuroBenchSchema({ number }: Writing) {
  const positive = within(number, 0);
  const share = within(number, 0, 1);
  const layer = z.looseObject({
    name: z.string(),
    accumulates: z.boolean(),
    effective: positive,
    dense: positive,
    zeros: positive,
    activations: positive,
  });
  return z.looseObject({
    images: z.int().min(1),
    steps: z.int().min(1),
    footprint: positive,
    connectionSparsity: share,
    activationSparsity: share,
    effectiveAcs: positive,
    effectiveMacs: positive,
    dense: positive,
    layers: z.array(layer),
  });
}

/** Returns the schemas of a stage's report, of a row of epochs, and of the parts of a report. */
export function partSchemas(writing: Writing) {
  const { number } = writing;
  const scores = scoresSchema(writing);
  const diagnostics = diagnosticsSchema(writing);
  const positive = within(number, 0);
  const environment = z.looseObject({
    backend,
    device: z.string(),
    probeMilliseconds: number,
    workers: count,
    workersWanted: count.optional(),
    engine: z.string(),
    host: z.string(),
  });
  const stage = z.looseObject({
    stage: z.int().min(1),
    layer: z.string(),
    threshold: z.array(positive),
    upperBound: z.array(positive),
    deadChannels: count,
    converted: scores,
    kept: scores,
    test: scores.nullable(),
    testCount: count,
    epochs: count,
    bestEpoch: count,
    endedBy: z.enum(['patience', 'maxEpochs']),
    seconds: positive,
    before: diagnostics.nullable(),
    after: diagnostics.nullable(),
  });
  const epoch = z.looseObject({
    stage: count,
    layer: z.string(),
    epoch: count.max(mostEpochs),
    // Null first: a value that was not measured stays null, and is not read as NaN.
    learningRate: z.null().or(positive),
    trainLoss: z.null().or(number),
    validation: scores,
    test: scores.nullable(),
    patienceCounter: z.null().or(positive),
    seconds: positive,
  });
  const hits = z.string().regex(hitsPattern).optional();
  const neuroBench = neuroBenchSchema(writing).optional();
  const ann = z.looseObject({
    validation: scores,
    test: scores,
    testCount: count,
    hits,
    neuroBench,
    parameters: count,
    pretrainEpochs: count,
  });
  const snn = z.looseObject({
    validation: scores,
    test: scores,
    testCount: count,
    // The first reports lack it.
    testSeconds: number.optional(),
    timeSteps: count,
    anytime: z.array(number).optional(),
    exits: z.array(z.looseObject({ margin: positive, steps: number, score: number })).optional(),
    thresholds: z.array(z.array(positive)).optional(),
    confusion: z.array(z.array(count)).optional(),
    confusedPairs: z.array(z.looseObject({ label: count, answer: count, count })).optional(),
    hits,
    neuroBench,
  });
  const layerCost = z.looseObject({ name: z.string(), annMacs: positive, snnAccumulates: positive });
  const cost = z.looseObject({
    annMacs: positive,
    snnAccumulates: positive,
    inputMacs: positive,
    endMacs: positive.optional(),
    ratio: positive,
    energyRatio: positive,
    images: count,
    layers: z.array(layerCost),
    formula: z.string(),
  });
  return { environment, stage, epoch, ann, snn, cost };
}
