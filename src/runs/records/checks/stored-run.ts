/**
 * Reads stored runs: each is upgraded to today's form and checked whole, so that whatever is listed
 * can be shown. What cannot be read is described, for a person to decide about.
 */

import { engineRevision } from '../../../engine/revision.ts';
import { z } from '../../../networks/zod.ts';
import { findPreset } from '../../spec/presets/presets.ts';
import { specVersion } from '../../spec/run-spec.ts';
import { checkField } from '../../spec/spec.ts';
import { shorten } from '../../spec/value-text.ts';
import type { RunStatus } from '../record.ts';
import { reportVersion } from '../report.ts';
import type { RunSummary, UnreadableRecord } from '../run-store.ts';
import { upgradeRecord } from '../upgrade.ts';
import { layerSchema } from './layers.ts';
import { inStore, partSchemas, time } from './parts.ts';
import { impossible } from './possible.ts';
import { issueWords, reportSchema } from './report-schema.ts';
import { layersOf, storedSpecProblem } from './spec.ts';

type Json = Readonly<Record<string, unknown>>;

const statuses = ['running', 'finished', 'stopped', 'failed', 'interrupted'] as const satisfies RunStatus[];

const { environment, stage, epoch, ann } = partSchemas(inStore);

const schema = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  createdAt: time,
  updatedAt: time,
  status: z.enum(statuses),
  layers: z.array(layerSchema),
  ann: ann.nullable(),
  stages: z.array(stage),
  epochs: z.array(epoch),
  environment: environment.nullable(),
  report: reportSchema(inStore).nullable(),
  failure: z.string().nullable(),
  warnings: z.array(z.string()),
});

export type ReadRun = { readonly run: RunSummary } | { readonly unreadable: UnreadableRecord };

/**
 * Returns a stored run as one of today's, or what can be said of one that is damaged or of a newer
 * Spikewise. Never throws.
 */
export function readStoredRun(value: unknown): ReadRun {
  try {
    const run = upgradeRecord(value);
    const newer = newerWords(run);
    const reason = newer ?? problemOf(run);
    if (reason === null) return { run: run as RunSummary };
    return { unreadable: { ...namesIn(value), reason, newer: newer !== null } };
  } catch (error) {
    // Nothing that is stored can be trusted not to trip what looks at it.
    return { unreadable: { ...namesIn(value), reason: (error as Error).message, newer: false } };
  }
}

/** Returns the run if it can be read, else null. */
export function readableRun(value: unknown): RunSummary | null {
  const read = readStoredRun(value);
  return 'run' in read ? read.run : null;
}

/**
 * Returns what is wrong with a run of today's form, or null. The run itself is used afterwards, not
 * a copy: what several of its parts share is then stored once.
 */
function problemOf(value: unknown): string | null {
  const read = schema.safeParse(value);
  if (!read.success) return issueWords(read.error);
  const run = value as RunSummary;
  const wrongSpec = storedSpecProblem(run.spec) ?? (run.report && storedSpecProblem(run.report.spec));
  if (wrongSpec) return wrongSpec;
  const layers = layersOf(run.spec.network);
  const named = run.layers.length === 0 || run.layers.length === layers.length;
  if (!named || run.layers.some(({ name }, i) => name !== layers[i]!.name))
    return `layers: are not those of its network ${shorten(run.spec.network)}`;
  const inReport = run.report && impossible(run.report);
  return impossible(run) ?? (inReport && `report.${inReport}`);
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isAbove = (value: unknown, known: number): value is number =>
  typeof value === 'number' && value > known;

/**
 * Says what a newer Spikewise has written that this one does not know; null when there is nothing.
 */
export function newerWords(run: unknown): string | null {
  if (!isObject(run)) return null;
  const { spec, report } = run;
  const words = (what: string) => `${what}; it seems to be of a newer Spikewise, which can open it`;
  if (isObject(report) && isAbove(report.version, reportVersion))
    return words(`its report is of version ${report.version}, and this Spikewise reads ${reportVersion}`);
  if (!isObject(spec)) return null;
  if (isAbove(spec.version, specVersion)) return words(`its settings are of version ${spec.version}`);
  if (typeof spec.method === 'string' && checkField('method', spec.method) !== null)
    return words(`its method ${shorten(spec.method)} is not known here`);
  if (typeof spec.preset === 'string' && /^[\w-]+@\d+$/.test(spec.preset) && !findPreset(spec.preset))
    return words(`its preset ${shorten(spec.preset)} is not known here`);
  return null;
}

/**
 * Returns whether a later engine computed the run, so that its numbers are not those of this one.
 */
export function isOfNewerEngine({ report }: Pick<RunSummary, 'report'>): boolean {
  return report !== null && report.engine > engineRevision;
}

/** Returns the key, the name and the time that a damaged record has, as far as it has them. */
export function namesIn(value: unknown): Pick<UnreadableRecord, 'key' | 'name' | 'createdAt'> {
  const { id, name, createdAt } = isObject(value) ? value : {};
  const text = (of: unknown) => (typeof of === 'string' && of !== '' ? shorten(of) : null);
  return { key: id as IDBValidKey, name: text(name), createdAt: text(createdAt) };
}
