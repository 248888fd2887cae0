/**
 * The sweep's own actions for the page's keys, handed over by its view while that is on screen: it
 * is loaded later.
 */

export interface SweepKeys {
  /** Runs, pauses or resumes the sweep. */
  runOrPause(): void;
  stop(): void;
}

let keys: SweepKeys | null = null;

export function takeSweepKeys(taken: SweepKeys): () => void {
  keys = taken;
  return () => {
    if (keys === taken) keys = null;
  };
}

export function sweepKeys(): SweepKeys | null {
  return keys;
}
