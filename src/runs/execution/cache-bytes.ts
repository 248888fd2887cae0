/**
 * Computes the memory for the spikes of frozen layers: as much as the spec asks for, but no more
 * than the machine can spare.
 */
import type { Crew } from '../../engine/work/crew.ts';
import { spareShare } from '../spec/memory/moments.ts';
import type { RunSpec } from '../spec/spec.ts';

const megabyte = 1 << 20;

/** Returns the bytes for one member of the crew, on a machine with `machineBytes` of memory. */
export function cacheBytesFor(
  { cacheMegabytes }: Pick<RunSpec, 'cacheMegabytes'>,
  { size }: Pick<Crew, 'size'>,
  machineBytes: number,
): number {
  return Math.floor(Math.min(cacheMegabytes * megabyte, machineBytes * spareShare) / size);
}
