/** Reads parts of a chain as files and records of version 1 hold them. */
import { synapseKinds } from './index.ts';

/** Returns a synapse of version 1 as one of today's, and anything else unchanged. */
export function presentSynapse(value: unknown): unknown {
  for (const { schemas } of synapseKinds) {
    const read = schemas[1]?.safeParse(value);
    if (read?.success) return read.data;
  }
  return value;
}
