/**
 * Returns what is wrong with a spec, in the words that a user reads, or nothing when it can run.
 */
import { parseSpec, type RunSpec, SpecError } from '../spec/spec.ts';

export function problemsIn(spec: RunSpec): readonly string[] {
  try {
    parseSpec(spec);
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
  return [];
}
