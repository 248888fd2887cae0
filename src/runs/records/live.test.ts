import { describe, expect, it } from 'vitest';
import { endsRun, type RunEvent } from './events.ts';
import { applyLive, newLive } from './live.ts';
import type { RunReport } from './report.ts';

const folded = (...events: RunEvent[]) =>
  events.reduce((live, event, i) => applyLive(live, event, 1000 * i), newLive(2));

const stageBegan: RunEvent = {
  type: 'stageBegan',
  stage: 1,
  layer: 'conv1',
  threshold: [0.2],
  upperBound: [1.6],
  deadChannels: 0,
  diagnostics: null,
};

describe('the live state', () => {
  it('starts each stage with its patience whole', () => {
    const live = folded(
      stageBegan,
      { type: 'scheduler', stage: 1, epoch: 2, counter: 1, patience: 2, bestEpoch: 1, improved: false },
      { ...stageBegan, stage: 2, layer: 'conv2' },
    );
    expect(live.patience).toEqual({ counter: 0, patience: 2, bestEpoch: 0 });
    expect(live.layer).toBe('conv2');
    expect(live.epoch).toBeNull();
  });

  it('forgets the loading bar when work begins', () => {
    const loading: RunEvent = { type: 'loading', what: 'MNIST', loadedBytes: 10, totalBytes: 20 };
    expect(folded(loading).loading).toEqual({ what: 'MNIST', loadedBytes: 10, totalBytes: 20 });
    expect(folded(loading, stageBegan).loading).toBeNull();
  });

  it('does not let the estimate run on while paused', () => {
    const live = folded({ type: 'eta', epochSeconds: 5, totalSeconds: 60 }, { type: 'paused' });
    expect(live.paused).toBe(true);
    expect(live.eta).toEqual({ epochSeconds: 5, totalSeconds: 60, at: null });
  });

  it('holds what memory was measured last', () => {
    const use = { cacheBytes: 3, cacheBudget: 9, tensorBytes: 5, heapBytes: null };
    const measured = (epoch: number, cacheBytes: number): RunEvent => ({
      type: 'memory',
      stage: 1,
      epoch,
      use: { ...use, cacheBytes },
    });
    expect(folded().memory).toBeNull();
    expect(folded(measured(0, 3), measured(1, 7)).memory).toEqual({ ...use, cacheBytes: 7 });
  });

  it('is that of the last stage kept when the run goes on, and not paused', () => {
    const stages = [{ stage: 1, layer: 'conv1' }];
    const goesOn = (report: object): RunEvent => ({ type: 'runWentOn', report: report as RunReport });
    const cut = [stageBegan, { ...stageBegan, stage: 2, layer: 'conv2' }, { type: 'paused' } as const];
    expect(folded(...cut, goesOn({ ann: {}, stages }))).toMatchObject({
      ...{ paused: false, annReady: true, stage: 1, layer: 'conv1', ended: true },
    });
    expect(folded(...cut, goesOn({ ann: null, stages: [] }))).toEqual(newLive(2));
  });

  it('knows the ends of a run', () => {
    expect(endsRun({ type: 'runFailed', message: 'x', report: null })).toBe(true);
    expect(endsRun({ type: 'paused' })).toBe(false);
  });
});
