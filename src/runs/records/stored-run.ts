/**
 * Checks that a stored run has what is needed to show it; stored runs of earlier versions are
 * upgraded.
 */
import { fieldNames } from '../spec/fields.ts';
import { findPreset } from '../spec/presets/presets.ts';
import { checkField } from '../spec/spec.ts';
import type { RunStatus } from './record.ts';
import { reportVersion } from './report.ts';
import type { RunSummary } from './run-store.ts';
import { upgradeRecord } from './upgrade.ts';

type Json = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

const statuses: Readonly<Record<RunStatus, true>> = {
  running: true,
  finished: true,
  stopped: true,
  failed: true,
  interrupted: true,
};

const isText: Check = (value) => typeof value === 'string';

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const isScores: Check = (value) =>
  isObject(value) && Object.values(value).every((score) => typeof score === 'number');

const isSpec: Check = (value) =>
  isObject(value) &&
  findPreset(value.preset as string) !== undefined &&
  fieldNames.every((name) => checkField(name, value[name]) === null);

const isEpoch: Check = (value) =>
  isObject(value) && isScores(value.validation) && orNull(isScores)(value.test ?? null);

const isStage: Check = (value) =>
  isObject(value) &&
  isScores(value.converted) &&
  isScores(value.kept) &&
  orNull(isScores)(value.test) &&
  Array.isArray(value.threshold) &&
  Array.isArray(value.upperBound);

const hasFigures: Check = (value) => isObject(value) && isScores(value.validation) && isScores(value.test);

const isReport: Check = (value) =>
  isObject(value) &&
  value.version === reportVersion &&
  isSpec(value.spec) &&
  orNull(hasFigures)(value.ann) &&
  orNull(hasFigures)(value.snn) &&
  orNull(isObject)(value.cost) &&
  orNull(isObject)(value.environment) &&
  isObject(value.data) &&
  listOf(isStage)(value.stages) &&
  listOf(isEpoch)(value.epochs) &&
  listOf(isText)(value.warnings);

const isRun: Check = (value) =>
  isObject(value) &&
  [value.id, value.name, value.createdAt, value.updatedAt].every(isText) &&
  Object.hasOwn(statuses, String(value.status)) &&
  isSpec(value.spec) &&
  listOf(isObject)(value.layers) &&
  orNull(hasFigures)(value.ann) &&
  listOf(isStage)(value.stages) &&
  listOf(isEpoch)(value.epochs) &&
  orNull(isObject)(value.environment) &&
  orNull(isReport)(value.report) &&
  orNull(isText)(value.failure) &&
  listOf(isText)(value.warnings);

/**
 * Returns a stored run as one of today's, or null when it is none: damaged, or of a newer
 * Spikewise. Never throws.
 */
export function readStoredRun(value: unknown): RunSummary | null {
  const run = upgradeRecord(value);
  return isRun(run) ? (run as RunSummary) : null;
}
