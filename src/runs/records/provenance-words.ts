/** Says in words which run made a network file. */
import type { Provenance } from '../../exchange/provenance.ts';
import { otherEngine } from './other-engine.ts';

/** Number of digits of a hash that are shown. */
const shownDigits = 12;

function short(sha256: string | null): string {
  return sha256 === null ? '' : ` (${sha256.slice(0, shownDigits)}…)`;
}

/** Returns lines about the run, what it started from, and an engine other than this one. */
export function provenanceLines(provenance: Provenance): string[] {
  const { software, engine, runId, seed, backend, spec, checkpoint, data } = provenance;
  const start = checkpoint ? `${checkpoint.file}${short(checkpoint.sha256)}` : 'random weights';
  const other = otherEngine('The network', engine, 'Trained anew, it may come out otherwise.');
  return [
    `made by Spikewise ${software}, engine revision ${engine}, on ${backend}, run ${runId}`,
    `  of ${spec.preset ?? 'no preset'}, method ${spec.method ?? 'unknown'}, seed ${seed}, from ${start}, on ${data.name}${short(data.sha256)}`,
    ...(other ? [`  ${other}`] : []),
  ];
}
