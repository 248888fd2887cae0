/** Shows the stages of a run as segments of a bar. */

import type { Live } from '../../runs/records/live.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import { recipeOf } from '../../runs/spec/methods/registry.ts';
import { stageLayers } from '../store/selectors.ts';
import { methodWords } from '../words/method-words.ts';
import { durationWords } from '../words/progress-words.ts';

export interface Segment {
  readonly layer: string;
  readonly state: 'done' | 'learning' | 'testing' | 'coming';
  /** Filled share of the segment, 0…1. */
  readonly share: number;
}

type Staged = Pick<RunRecord, 'layers' | 'spec' | 'stages'>;

/**
 * Returns the share of a stage under way. Nobody knows how many epochs it will take, so the share
 * is that of the most it may take, and never looks complete.
 */
function shareUnderWay(live: Live, mostEpochs: number): number {
  const { batches } = live;
  const within = batches && batches.stage === live.stage ? batches.batch / Math.max(1, batches.batches) : 0;
  const epochs = (live.epoch ?? 0) + (live.epoch === null ? 0 : within);
  return Math.min(0.95, Math.max(0.08, epochs / Math.max(1, mostEpochs)));
}

/**
 * Returns one segment with the progress of the test, since a method that trains nothing has no
 * stages.
 */
function untrained({ spec }: Staged, live: Live | null): Segment[] {
  if (!live?.annReady) return [];
  const { batch = 0, batches = 1, tested } = live.batches ?? {};
  const share = tested ? tested.images / tested.all : batch / Math.max(1, batches);
  return [{ layer: recipeOf(spec.method).title, state: 'testing', share }];
}

export function segmentsOf(run: Staged | null, live: Live | null): Segment[] {
  if (!run) return [];
  if (recipeOf(run.spec.method).stages === 'none') return untrained(run, live);
  return stageLayers(run).map((layer, i) => {
    if (i < run.stages.length) return { layer, state: 'done', share: 1 };
    if (live && live.stage === i + 1)
      return { layer, state: 'learning', share: shareUnderWay(live, run.spec.maxStageEpochs) };
    return { layer, state: 'coming', share: 0 };
  });
}

/** Describes a run that is over, in a few words. */
export function endWords(
  run: Pick<RunRecord, 'status' | 'report' | 'stages' | 'layers' | 'spec'> | null,
): string {
  if (!run) return 'no run yet';
  const stages = stageLayers(run).length;
  const done = methodWords(run.spec.method).done.toLowerCase();
  const reached = stages > 1 ? ` after ${run.stages.length} of ${stages}` : '';
  switch (run.status) {
    case 'finished':
      return run.report ? `${done} in ${durationWords(run.report.seconds)}` : done;
    case 'stopped':
      return `stopped${reached}`;
    case 'failed':
      return `failed${reached}`;
    case 'interrupted':
      return `cut off${reached}`;
    case 'running':
      return 'under way in another tab';
  }
}
