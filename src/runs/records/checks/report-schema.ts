/**
 * Schema of a report: the parts that the page shows must be there, of their type and in their
 * range. Newer parts pass through.
 */
import { dataFileSchema } from '../../../datasets/own/data-file.ts';
import { z } from '../../../networks/zod.ts';
import { shorten } from '../../spec/value-text.ts';
import { type RunReport, reportVersion } from '../report.ts';
import { upgradeReport } from '../upgrade.ts';
import { inOrderOf } from './key-order.ts';
import { backend, count, inFile, partSchemas, time, type Writing } from './parts.ts';
import { impossible } from './possible.ts';
import { completeSpec } from './spec.ts';

/** Returns the schema of a report; its spec is checked apart from it. */
export function reportSchema(writing: Writing) {
  const { environment, stage, epoch, ann, snn, cost } = partSchemas(writing);
  return z.looseObject({
    version: z.literal(reportVersion, {
      error: ({ input }) =>
        `this Spikewise reads reports up to version ${reportVersion} (got ${shorten(String(input))}); open it with the Spikewise that wrote it`,
    }),
    engine: z.int().min(1),
    software: z.string().exactOptional(),
    runId: z.string().min(1),
    status: z.enum(['finished', 'stopped', 'failed']),
    failure: z.string().nullable(),
    seed: count,
    backend: backend.nullable(),
    environment: environment.nullable(),
    startedAt: time,
    resumed: z.array(z.looseObject({ at: time, stages: count })).optional(),
    seconds: z.number().min(0),
    checkpoint: z.looseObject({ file: z.string(), sha256: z.string() }).nullable(),
    data: z.looseObject({
      name: z.string(),
      train: count,
      validation: count,
      test: count,
      normalisation: z
        .looseObject({ mean: z.array(z.number()), deviation: z.array(z.number().gt(0)) })
        .optional(),
      file: dataFileSchema.exactOptional(),
    }),
    ann: ann.nullable(),
    stages: z.array(stage),
    snn: snn.nullable(),
    cost: cost.nullable(),
    epochs: z.array(epoch),
    warnings: z.array(z.string()),
  });
}

const report = reportSchema(inFile);

/** An error about a value that is no report, or one of a newer Spikewise. */
export class ReportError extends Error {
  override readonly name = 'ReportError';
}

/** Says what is wrong first, with the place where it is. */
export function issueWords({ issues: [issue] }: z.core.$ZodError): string {
  return issue!.path.length === 0 ? issue!.message : `${issue!.path.join('.')}: ${issue!.message}`;
}

/**
 * Returns the report in a parsed file, or as it was stored, its keys in the same order. Throws a
 * {@link ReportError} that names the part that is wrong, or the spec's SpecError.
 */
export function parseReport(value: unknown): RunReport {
  const read = report.safeParse(upgradeReport(value));
  if (!read.success) throw new ReportError(`report.${issueWords(read.error)}`);
  const checked = { ...read.data, spec: completeSpec(read.data.spec) } as unknown as RunReport;
  const complete = inOrderOf(value, checked);
  const problem = impossible(complete);
  if (problem) throw new ReportError(`report.${problem}`);
  return complete;
}
