/**
 * The stored record of a run, and how the run's events fold into it. Records are never changed,
 * only replaced.
 */
import type { Layer } from '../../networks/layer.ts';
import { runName } from '../spec/run-name.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import type { RunEvent } from './events.ts';
import type { AnnReport, Environment, EpochRow, RunReport, StageReport } from './report.ts';

/** The state of a run. `interrupted`: the page that computed it was closed or reloaded. */
export type RunStatus = 'running' | 'finished' | 'stopped' | 'failed' | 'interrupted';

export interface RunRecord {
  readonly id: string;
  /** Name of the run: the changes from the preset. */
  readonly name: string;
  /** Time in ISO 8601. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly status: RunStatus;
  readonly spec: RunSpec;
  /** The network's layers, the readout last; empty until it is built. */
  readonly layers: readonly Layer[];
  readonly ann: AnnReport | null;
  /** Stages that have ended. */
  readonly stages: readonly StageReport[];
  readonly epochs: readonly EpochRow[];
  readonly environment: Environment | null;
  /** The report; null until the run has ended. */
  readonly report: RunReport | null;
  /** Network file of the last finished stage, or of the whole run. */
  readonly network: Uint8Array | null;
  /** The reason why it failed or was interrupted, in words. */
  readonly failure: string | null;
  readonly warnings: readonly string[];
}

/** Returns the record of a run that has just begun. `startedAt` is ISO 8601. */
export function beginRecord(id: string, spec: RunSpec, startedAt: string): RunRecord {
  return {
    id,
    name: runName(spec, presetSpec(spec.preset)),
    createdAt: startedAt,
    updatedAt: startedAt,
    status: 'running',
    spec,
    layers: [],
    ann: null,
    stages: [],
    epochs: [],
    environment: null,
    report: null,
    network: null,
    failure: null,
    warnings: [],
  };
}

/**
 * Returns the record after an event; the same object when the event leaves nothing to keep. A run
 * that has ended stays as it is, whatever still arrives. `at` is the time of the event, ISO 8601.
 */
export function applyEvent(record: RunRecord, event: RunEvent, at: string = record.updatedAt): RunRecord {
  if (event.type === 'runBegan') return beginRecord(event.runId, event.spec, event.startedAt);
  if (event.type === 'runWentOn') return resumeRecord(record, event.report, at);
  if (record.status !== 'running') return record;
  const change = changeOf(record, event);
  return change ? { ...record, ...change, updatedAt: at } : record;
}

function changeOf(record: RunRecord, event: RunEvent): Partial<RunRecord> | null {
  switch (event.type) {
    case 'backendReady':
      return { environment: event.environment };
    case 'networkBuilt':
      return { layers: event.layers };
    case 'annReady':
      return { ann: event.ann };
    case 'epoch':
      return { epochs: [...record.epochs, event.row] };
    case 'stageEnded':
      return { stages: [...record.stages, event.report], network: event.network };
    case 'warning':
      return { warnings: [...record.warnings, event.message] };
    case 'runFinished':
      return { status: 'finished', ...fromReport(event.report), network: event.network };
    case 'runStopped':
      return { status: 'stopped', ...fromReport(event.report) };
    case 'runFailed':
      return { status: 'failed', failure: event.message, ...(event.report ? fromReport(event.report) : {}) };
    case 'runBegan':
    case 'runWentOn':
    case 'stageBegan':
    case 'loading':
    case 'datasetLoaded':
    case 'progress':
    case 'scheduler':
    case 'memory':
    case 'eta':
    case 'paused':
    case 'resumed':
      return null;
  }
}

/**
 * Returns the record of a run that goes on with the stages of `report`; what it had of a later
 * stage is computed again.
 */
function resumeRecord({ id, name, network }: RunRecord, report: RunReport, at: string): RunRecord {
  const { runId, spec, startedAt, ann, stages, epochs, environment, warnings } = report;
  const begun = beginRecord(runId, spec, startedAt);
  const own = id === runId ? { name, network } : {};
  return { ...begun, ...own, updatedAt: at, ann, stages, epochs, environment, warnings };
}

/** Returns the fields that the report overrides. */
function fromReport(report: RunReport): Partial<RunRecord> {
  const { ann, stages, epochs, environment, warnings } = report;
  return { report, ann, stages, epochs, environment, warnings };
}
