/**
 * Reads and writes a sweep as a file:
 * `{ "format": "spikewise-sweep", "version": 1, "sweep", "results" }`. Reports are whole except for
 * the pairs of the activation-versus-count plot, which would be nine tenths of the file. A file is
 * checked when it is read; outcomes are taken from the reports anew.
 */
import { parseReport, ReportError } from '../records/checks/report-schema.ts';
import { completeSpec } from '../records/checks/spec.ts';
import { jsonText } from '../records/export.ts';
import type { RunReport, StageReport } from '../records/report.ts';
import { SpecError } from '../spec/spec.ts';
import { shorten } from '../spec/value-text.ts';
import { outcomeOf } from './outcome.ts';
import { cellsOf, parseSweep } from './plan.ts';
import { presentKey } from './present-key.ts';
import { type CellResult, type SweepResults, type SweepSpec, sweepVersion } from './sweep.ts';
import { SweepError } from './sweep-error.ts';

export const sweepFormat = 'spikewise-sweep';

export function sweepFileText({ sweep, results }: SweepResults): string {
  return jsonText({
    format: sweepFormat,
    version: sweepVersion,
    sweep,
    results: results.map((result) => ({ ...result, report: result.report && withoutPairs(result.report) })),
  });
}

/** Returns the report without the pairs of its plots. */
export function withoutPairs(report: RunReport): RunReport {
  const thin = (of: StageReport['before']) =>
    of && { ...of, activations: new Float32Array(0), counts: new Float32Array(0) };
  return {
    ...report,
    stages: report.stages.map((stage) => ({
      ...stage,
      before: thin(stage.before),
      after: thin(stage.after),
    })),
  };
}

/**
 * Reads a result file. Throws {@link SweepError} that says what is wrong with it and what to do.
 */
export function readSweepFile(text: string): SweepResults {
  const file = objectOf(parsed(text), 'the file');
  if (file.format !== sweepFormat)
    throw refused('it is no sweep of Spikewise', 'open the results.json of a sweep');
  if (file.version !== sweepVersion)
    throw refused(
      `it is of version ${shown(file.version)}, and this Spikewise reads version ${sweepVersion}`,
      'open it with the Spikewise that wrote it',
    );
  const sweep = sweepIn(file.sweep);
  if (!Array.isArray(file.results)) throw damaged('results is not a list');
  const cells = new Map(cellsOf(sweep).map((cell) => [cell.key, cell]));
  const results = new Map<string, CellResult>();
  const cellOfRun = new Map<string, string>();
  file.results.forEach((value, i) => {
    const result = readResult(value, `results[${i}]`);
    const cell = cells.get(result.key);
    if (!cell) throw damaged(`results[${i}] (${shorten(result.key)}) is no cell of its grid`);
    if (JSON.stringify(inOrder(result.spec)) !== JSON.stringify(inOrder(cell.spec)))
      throw damaged(`results[${i}] (${shorten(result.key)}) ran with other settings than its cell`);
    if (results.has(result.key)) throw damaged(`${result.key} is there twice`);
    const runId = result.report?.runId;
    const other = runId === undefined ? undefined : cellOfRun.get(runId);
    // Opened cells are found by the id of their run: one would be shown for the other.
    if (other !== undefined) throw damaged(`${other} and ${result.key} are one run (${shorten(runId!)})`);
    if (runId !== undefined) cellOfRun.set(runId, result.key);
    results.set(result.key, result);
  });
  return { sweep, results: [...cells.keys()].flatMap((key) => results.get(key) ?? []) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (!/^\s*\{\s*"format"\s*:\s*"spikewise-sweep"/.test(text))
      throw refused('it is no JSON', 'open the results.json of a sweep');
    throw refused(
      'it is cut off or damaged',
      'copy it again, or let the command line write it anew from the sweep’s folder (npm run ptl -- sweep --resume FOLDER)',
    );
  }
}

/** Returns the sweep in a parsed file. Throws {@link SweepError}. */
function sweepIn(value: unknown): SweepSpec {
  try {
    return parseSweep(value);
  } catch (error) {
    if (error instanceof SweepError) throw new SweepError(error.problems.map((p) => `the sweep file: ${p}`));
    throw error;
  }
}

/**
 * Returns the result of a cell, checked and upgraded; `at` says where it was found. Throws
 * {@link SweepError}.
 */
export function readResult(value: unknown, at: string): CellResult {
  const given = objectOf(value, at);
  const { status, failure } = given;
  if (typeof given.key !== 'string') throw damaged(`${at}.key is no text`);
  const key = presentKey(given.key);
  if (status !== 'finished' && status !== 'failed') throw damaged(`${at}.status is ${shown(status)}`);
  if (typeof failure !== 'string' && failure !== null) throw damaged(`${at}.failure is no text`);
  try {
    const spec = completeSpec(given.spec);
    const report = given.report == null ? null : parseReport(given.report);
    const outcome = status === 'finished' && report ? outcomeOf(report) : null;
    if (status === 'finished' && !outcome)
      throw new ReportError('it has finished and yet no report of a finished run');
    if (report && JSON.stringify(inOrder(report.spec)) !== JSON.stringify(inOrder(spec)))
      throw new ReportError('its report is of other settings');
    return {
      key,
      spec,
      status,
      failure: status === 'failed' ? (failure ?? 'not said') : null,
      outcome,
      report,
    };
  } catch (error) {
    if (!(error instanceof SpecError || error instanceof ReportError)) throw error;
    const words = error instanceof SpecError ? error.problems[0]! : error.message;
    throw damaged(`${at} (${shorten(key)}): ${words}`);
  }
}

const inOrder = (spec: object) => Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1));

function objectOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw damaged(`${what} is no object`);
  return value as Record<string, unknown>;
}

function refused(problem: string, advice: string): SweepError {
  return new SweepError([`The sweep file cannot be used: ${problem}; ${advice}.`]);
}

function damaged(problem: string): SweepError {
  return refused(problem, 'it was changed or damaged; copy it again from the sweep’s folder');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `“${shorten(value)}”`;
  return value === undefined
    ? 'missing'
    : typeof value === 'object' && value !== null
      ? 'an object'
      : `${value}`;
}
