/** Makes the proof of a finished run. */
import { sha256Text } from '../../exchange/hash.ts';
import { leadOf } from '../../tasks/index.ts';
import type { EpochRow, RunReport } from '../records/report.ts';
import { type FieldName, fieldNames, fields } from '../spec/fields.ts';
import { differingFields, presetSpec, type RunSpec } from '../spec/spec.ts';
import { valueText } from '../spec/value-text.ts';
import { dataDigits, type Proof, type ProofStage, traceDigits } from './proof.ts';

/** Returns the proof of a run, or null where it did not finish. */
export function proofOf(report: RunReport): Proof | null {
  if (report.status !== 'finished' || !report.backend) return null;
  return {
    software: report.software ?? 'unknown',
    engine: report.engine,
    backend: report.backend,
    data: report.data.sha256?.slice(0, dataDigits) ?? null,
    trace: traceOf(report),
    settings: checksOf(report.spec),
    curve: curveOf(report),
  };
}

/** Returns a digest of every figure of a run that does not depend on time or machine room. */
export function traceOf({ ann, stages, snn, cost, epochs }: RunReport): string {
  const rows = epochs.map(({ stage, epoch, trainLoss, validation }) => [
    ...[stage, epoch, trainLoss],
    ...Object.entries(validation).sort(),
  ]);
  const thresholds = stages.map(({ threshold }) => threshold);
  const figures = [ann?.test, snn?.validation, snn?.test, snn?.anytime, cost?.snnAccumulates].map((figure) =>
    figure && !Array.isArray(figure) && typeof figure === 'object' ? Object.entries(figure).sort() : figure,
  );
  const text = JSON.stringify([rows, thresholds, figures]);
  return sha256Text(text).slice(0, traceDigits);
}

/** The settings that decide what a run computes; workers, cache and backend do not. */
const deciding = fieldNames.filter((name) => fields[name].group !== 'machine');

/** Returns the checks of the settings of a run. */
export function checksOf(spec: RunSpec): Readonly<Record<string, string>> {
  const differing = new Set<FieldName>(differingFields(spec, presetSpec(spec.preset)));
  const pairs = deciding
    .filter((name) => differing.has(name))
    .map((name) => [fields[name].link, valueText(spec[name])] as const);
  return Object.fromEntries(
    [['preset', spec.preset] as const, ...pairs].map(([key, value]) => [key, check(`${key}=${value}`)]),
  );
}

function check(text: string): string {
  return (Number.parseInt(sha256Text(text).slice(0, 8), 16) % 1296).toString(36).padStart(2, '0');
}

function curveOf(report: RunReport): readonly ProofStage[] {
  const lead = leadOf(report.spec).id;
  const stages = [...new Set(report.epochs.map(({ stage }) => stage))];
  return stages.map((each) =>
    stageOf(
      report.epochs.filter(({ stage }) => stage === each),
      lead,
    ),
  );
}

function stageOf(rows: readonly EpochRow[], lead: string): ProofStage {
  const { stage, layer, epoch } = rows[0]!;
  return { stage, layer, first: epoch, scores: rows.map(({ validation }) => validation[lead]!) };
}
