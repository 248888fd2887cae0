/**
 * The queue of a sweep: it runs its cells, some at a time, keeps each as it ends, and resumes where
 * an earlier session stopped.
 */
import { differingFields } from '../spec/spec.ts';
import { valueText } from '../spec/value-text.ts';
import type { SweepDesk } from './control.ts';
import { resultOf } from './outcome.ts';
import { cellsOf } from './plan.ts';
import type {
  CellProgress,
  CellResult,
  SweepCell,
  SweepResources,
  SweepResults,
  SweepSink,
  SweepSpec,
} from './sweep.ts';
import { SweepError } from './sweep-error.ts';
import { sweepEta } from './sweep-eta.ts';

/**
 * Runs the cells of `sweep` that have no finished result in `store`. A cell that fails is kept with
 * its reason and stops nothing else. Resolves when all have ended or the sweep was cancelled.
 * Rejects with {@link SweepError} when the store holds another sweep, and with the store's own
 * error when a result cannot be kept; running cells are ended then.
 */
export async function runSweep(
  sweep: SweepSpec,
  { store, runCell, parallel }: SweepResources,
  control: SweepDesk,
  sink: SweepSink,
): Promise<SweepResults> {
  const cells = cellsOf(sweep);
  const kept = keptOf(cells, await store.load());
  const results = new Map(kept.map((result) => [result.key, result]));
  const waiting = cells.filter(({ key }) => !results.has(key));
  const running = new Map<string, { readonly began: number; progress: CellProgress | null; told: number }>();
  const ended = kept.map(({ outcome }) => outcome!.seconds);
  // Ends running cells when the sweep is cancelled or a result cannot be kept.
  const abort = new AbortController();
  const aborted = new Promise<void>((resolve) => abort.signal.addEventListener('abort', () => resolve()));
  const onCancel = () => abort.abort();
  control.signal.addEventListener('abort', onCancel);
  if (control.signal.aborted) abort.abort();

  const tellEta = () => {
    const now = performance.now();
    const underWay = [...running.values()].map(({ began, progress, told }) => ({
      elapsed: (now - began) / 1000,
      left: progress?.etaSeconds == null ? null : Math.max(0, progress.etaSeconds - (now - told) / 1000),
    }));
    const seconds = sweepEta({ parallel, waiting: waiting.length, running: underWay, ended });
    if (seconds !== null) sink({ type: 'sweepEta', seconds });
  };

  const run = async (cell: SweepCell): Promise<void> => {
    const state = { began: performance.now(), progress: null as CellProgress | null, told: 0 };
    running.set(cell.key, state);
    sink({ type: 'cellBegan', key: cell.key });
    let result: CellResult;
    let network: Uint8Array | null = null;
    try {
      const ran = await runCell(cell, abort.signal, (progress) => {
        state.progress = progress;
        state.told = performance.now();
        sink({ type: 'cellProgress', key: cell.key, progress });
        tellEta();
      });
      result = resultOf(cell, ran.report);
      network = ran.network;
    } catch (error) {
      const { key, spec } = cell;
      result = { key, spec, status: 'failed', failure: wordsOf(error), outcome: null, report: null };
    }
    running.delete(cell.key);
    // A cell that was cut short gives no result; one that had ended all the same is kept.
    if (abort.signal.aborted && result.status === 'failed') return;
    await store.save(result, network);
    results.set(cell.key, result);
    if (result.status === 'finished') ended.push((performance.now() - state.began) / 1000);
    sink({ type: 'cellEnded', result });
    tellEta();
  };

  const lane = async (): Promise<void> => {
    try {
      for (;;) {
        await Promise.race([control.released(), aborted]);
        const cell = abort.signal.aborted ? undefined : waiting.shift();
        if (!cell) return;
        await run(cell);
      }
    } catch (error) {
      abort.abort();
      throw error;
    }
  };

  sink({ type: 'sweepBegan', cells, kept });
  control.watch((paused) => sink({ type: paused ? 'sweepPaused' : 'sweepResumed' }));
  tellEta();
  try {
    const lanes = Array.from({ length: Math.max(1, Math.min(parallel, waiting.length)) }, lane);
    const broken = (await Promise.allSettled(lanes)).find(({ status }) => status === 'rejected');
    if (broken) throw (broken as PromiseRejectedResult).reason;
  } finally {
    control.signal.removeEventListener('abort', onCancel);
    control.watch(() => {});
  }
  const inOrder = cells.flatMap(({ key }) => results.get(key) ?? []);
  sink({
    type: 'sweepEnded',
    how: inOrder.length === cells.length ? 'finished' : 'stopped',
    failed: inOrder.filter(({ status }) => status === 'failed').length,
  });
  return { sweep, results: inOrder };
}

/**
 * Returns the finished results of a store, in the order of the cells. Throws {@link SweepError}
 * when one is of another sweep.
 */
function keptOf(cells: readonly SweepCell[], stored: readonly CellResult[]): readonly CellResult[] {
  const byKey = new Map(stored.map((result) => [result.key, result]));
  const known = new Map(cells.map((cell) => [cell.key, cell]));
  for (const { key, spec } of stored) {
    const cell = known.get(key);
    if (!cell)
      throw new SweepError([
        `there are results of another sweep: ${key} is none of its ${cells.length} cells`,
      ]);
    const differing = differingFields(spec, cell.spec);
    const [name] = differing;
    if (name)
      throw new SweepError([
        `there are results of another sweep: ${key} ran with ${name} ${valueText(spec[name])}, not ${valueText(cell.spec[name])}`,
      ]);
    if (spec.preset !== cell.spec.preset)
      throw new SweepError([`there are results of another sweep: ${key} is of preset ${spec.preset}`]);
  }
  return cells.flatMap(({ key }) => {
    const result = byKey.get(key);
    return result?.status === 'finished' && result.outcome ? [result] : [];
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
