/**
 * Schema of a report that comes from a file: the parts that the page shows must be there and of
 * their type. Newer parts pass through.
 */
import { z } from '../../networks/zod.ts';
import { taskOf } from '../../tasks/index.ts';
import type { Scores } from '../../tasks/metric.ts';
import { leadMetric } from '../../tasks/task.ts';
import { type RunReport, reportVersion } from '../records/report.ts';
import { upgradeReport } from '../records/upgrade.ts';
import { shorten } from '../spec/value-text.ts';
import { completeSpec } from './plan.ts';

/** A number or null: JSON has no NaN and no infinities, so they are written as null. */
const number = z
  .number()
  .or(z.nan())
  .or(z.null().transform(() => Number.NaN));
const count = z.int().min(0);
/** Scores by metric; one that was not measured is NaN. */
const scores = z.looseObject({ loss: number }).catchall(number);
const numbers = z.array(number);
/** A list in a file; floats when the report was stored. */
const floats = z
  .instanceof(Float32Array)
  .or(z.array(z.number()).transform((values) => Float32Array.from(values)));

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
  converted: scores,
  kept: scores,
  test: scores.nullable(),
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
  validation: scores,
  test: scores.nullable(),
  patienceCounter: z.number().nullable(),
  seconds: number,
});

const layerCost = z.looseObject({ name: z.string(), annMacs: z.number(), snnAccumulates: z.number() });
const backend = z.enum(['webgpu', 'webgl', 'wasm', 'cpu']);

const report = z.looseObject({
  version: z.literal(reportVersion, {
    error: ({ input }) =>
      `this Spikewise reads reports up to version ${reportVersion} (got ${shorten(String(input))}); open it with the Spikewise that wrote it`,
  }),
  engine: z.int().min(1),
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
      validation: scores,
      test: scores,
      testCount: count,
      parameters: count,
      pretrainEpochs: count,
    })
    .nullable(),
  stages: z.array(stage),
  snn: z
    .looseObject({
      validation: scores,
      test: scores,
      testCount: count,
      testSeconds: number,
      timeSteps: count,
      anytime: numbers.optional(),
      thresholds: z.array(numbers).optional(),
      confusion: z.array(z.array(count)).optional(),
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

/** An error about a value that is no report, or one of a newer Spikewise. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/**
 * Returns the report in a parsed file, or as it was stored. Throws a {@link ReportError} that names
 * the part that is wrong, or the spec's {@link SpecError}.
 */
export function parseReport(value: unknown): RunReport {
  const read = report.safeParse(upgradeReport(value));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new ReportError(`report.${issue!.path.join('.')}: ${issue!.message}`);
  }
  const complete = { ...read.data, spec: completeSpec(read.data.spec) } as unknown as RunReport;
  const problem = scoreProblem(complete);
  if (problem) throw new ReportError(problem);
  return complete;
}

/**
 * Names a score of ANN or SNN that is missing or that its metric cannot have; returns null when all
 * are well.
 */
function scoreProblem({ spec, ann, snn }: RunReport): string | null {
  const task = taskOf(spec.task);
  // Only the lead score is always measured.
  const scoresOf = (name: string, scores: Scores | undefined) =>
    task.metrics
      .filter(({ id }) => scores && (id === task.lead || id in scores))
      .map((metric) => ({ name: `${name}.${metric.id}`, metric, value: scores![metric.id] }));
  const all = [
    ...scoresOf('ann.validation', ann?.validation),
    ...scoresOf('ann.test', ann?.test),
    ...scoresOf('snn.validation', snn?.validation),
    ...scoresOf('snn.test', snn?.test),
    ...(snn?.anytime ?? []).map((value, t) => ({
      name: `snn.anytime.${t}`,
      metric: leadMetric(task),
      value,
    })),
  ];
  for (const { name, metric, value } of all) {
    const [least, greatest] = metric.range;
    if (value === undefined || !(value >= least && value <= greatest))
      return `report.${name}: must be a number from ${least} to ${greatest} (got ${value ?? 'nothing'})`;
  }
  return null;
}
