/**
 * The shape of a report that comes from a file: what the page shows of one must be there and of its
 * type. Newer parts pass through.
 */
import { z } from 'zod';
import type { RunReport } from '../records/report.ts';
import { completeSpec } from './plan.ts';

/** JSON has no NaN and no infinities: they are written as null. */
const number = z.number().or(z.null().transform(() => Number.NaN));
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const numbers = z.array(number);
const floats = z.array(z.number()).transform((values) => Float32Array.from(values));

const diagnostics = z.looseObject({
  images: count,
  histogram: z.looseObject({
    start: number,
    width: number,
    counts: z.array(count),
    zeros: count,
    total: count,
  }),
  percentiles: z.looseObject({ p99: number, p999: number, max: number }),
  upperBound: numbers,
  threshold: numbers,
  activations: floats,
  counts: floats,
  correlation: number,
  firingRate: number,
  silentFraction: number,
  saturatedFraction: number,
  synapticOperations: number,
});

const stage = z.looseObject({
  stage: count,
  layer: z.string(),
  threshold: numbers,
  upperBound: numbers,
  deadChannels: count,
  accuracyBefore: number,
  accuracyAfter: number,
  lossBefore: number,
  lossAfter: number,
  testAccuracy: z.number().nullable(),
  testCount: count,
  epochs: count,
  bestEpoch: count,
  endedBy: z.enum(['patience', 'maxEpochs']),
  seconds: number,
  before: diagnostics.nullable(),
  after: diagnostics.nullable(),
});

const epoch = z.looseObject({
  stage: count,
  layer: z.string(),
  epoch: count,
  learningRate: z.number().nullable(),
  trainLoss: z.number().nullable(),
  validationLoss: number,
  validationAccuracy: number,
  testAccuracy: z.number().nullable(),
  patienceCounter: z.number().nullable(),
  seconds: number,
});

const layerCost = z.looseObject({ name: z.string(), annMacs: z.number(), snnAccumulates: z.number() });
const backend = z.enum(['webgpu', 'webgl', 'wasm', 'cpu']);

const report = z.looseObject({
  version: z.literal(1),
  runId: z.string(),
  status: z.enum(['finished', 'stopped', 'failed']),
  failure: z.string().nullable(),
  seed: count,
  backend: backend.nullable(),
  environment: z
    .looseObject({
      backend,
      device: z.string(),
      probeMilliseconds: number,
      workers: count,
      engine: z.string(),
      host: z.string(),
    })
    .nullable(),
  startedAt: z.string(),
  seconds: z.number().min(0),
  checkpoint: z.looseObject({ file: z.string(), sha256: z.string() }).nullable(),
  data: z.looseObject({ name: z.string(), train: count, validation: count, test: count }),
  ann: z
    .looseObject({
      validationAccuracy: share,
      validationLoss: number,
      testAccuracy: share,
      testCount: count,
      parameters: count,
      pretrainEpochs: count,
    })
    .nullable(),
  stages: z.array(stage),
  snn: z
    .looseObject({
      validationAccuracy: share,
      testAccuracy: share,
      testCount: count,
      testSeconds: number,
      timeSteps: count,
      anytime: z.array(share).optional(),
      thresholds: z.array(numbers).optional(),
    })
    .nullable(),
  cost: z
    .looseObject({
      annMacs: z.number(),
      snnAccumulates: z.number(),
      inputMacs: z.number(),
      ratio: z.number().min(0),
      energyRatio: z.number().min(0),
      images: count,
      layers: z.array(layerCost),
      formula: z.string(),
    })
    .nullable(),
  epochs: z.array(epoch),
  warnings: z.array(z.string()),
});

/**
 * The report in a parsed file. Throws an error that names the part that is wrong, or the spec's
 * {@link SpecError}.
 */
export function parseReport(value: unknown): RunReport {
  const read = report.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`report.${issue!.path.join('.')}: ${issue!.message}`);
  }
  return { ...read.data, spec: completeSpec(read.data.spec) } as unknown as RunReport;
}
