import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scores } from '../../tasks/metric.ts';
import { afterEpoch, type SchedulerSettings, type SchedulerState, startScheduler } from './scheduler.ts';

const accuracy = { id: 'accuracy', better: 'higher' } as const;
const settings: SchedulerSettings = { patience: 2, maxEpochs: 10, criterion: 'loss', lead: accuracy };

/** Returns every state of a stage whose epochs score as given, until it ends. */
function trace(
  scores: readonly Scores[],
  chosen: SchedulerSettings = settings,
  untuned: Scores = { loss: 0, accuracy: 0, mse: 0 },
): SchedulerState[] {
  const states = [startScheduler(chosen, untuned)];
  for (const score of scores) {
    if (states.at(-1)!.ended) break;
    states.push(afterEpoch(states.at(-1)!, score, chosen));
  }
  return states;
}

const losses = (...values: number[]): Scores[] => values.map((loss) => ({ loss, accuracy: 0 }));
const counters = (states: readonly SchedulerState[]) => states.map((state) => state.counter);

test('starts with best = ∞ and counter 0', () => {
  expect(startScheduler(settings, { loss: 1, accuracy: 0.9 })).toEqual({
    epoch: 0,
    counter: 0,
    best: Number.POSITIVE_INFINITY,
    bestEpoch: 0,
    improved: false,
    ended: null,
  });
});

test('an improvement resets the counter; at Tp the stage ends with the best epoch known', () => {
  const states = trace(losses(5, 4, 6, 3, 3.5, 3.2, 1));
  expect(counters(states)).toEqual([0, 0, 0, 1, 0, 1, 2]);
  expect(states.at(-1)).toEqual({
    epoch: 6,
    counter: 2,
    best: 3,
    bestEpoch: 4,
    improved: false,
    ended: 'patience',
  });
});

test('equality is no improvement', () => {
  const states = trace(losses(2, 2, 2));
  expect(counters(states)).toEqual([0, 0, 1, 2]);
  expect(states.at(-1)).toMatchObject({ bestEpoch: 1, ended: 'patience' });
});

test('Tp = 1 gives the stage one epoch at least and ends at the first that is no better', () => {
  expect(trace(losses(9, 8, 8.5), { ...settings, patience: 1 }).at(-1)).toMatchObject({
    epoch: 3,
    bestEpoch: 2,
    ended: 'patience',
  });
});

test('maxEpochs ends a stage that still improves', () => {
  expect(trace(losses(3, 2, 1, 0.5), { ...settings, maxEpochs: 3 }).at(-1)).toMatchObject({
    epoch: 3,
    bestEpoch: 3,
    counter: 0,
    ended: 'maxEpochs',
  });
});

test('patience that runs out in the last epoch is what ended it', () => {
  expect(trace(losses(1, 2, 3), { ...settings, maxEpochs: 3 }).at(-1)!.ended).toBe('patience');
});

test('maxEpochs = 0 is over before it began', () => {
  expect(startScheduler({ ...settings, maxEpochs: 0 }, { loss: 1 }).ended).toBe('maxEpochs');
});

test('by accuracy, more is better and the loss says nothing', () => {
  const scores = [
    { loss: 1, accuracy: 0.5 },
    { loss: 9, accuracy: 0.7 },
    { loss: 0, accuracy: 0.7 },
    { loss: 0, accuracy: 0.6 },
  ];
  const last = trace(scores, { ...settings, criterion: 'score' }).at(-1)!;
  expect(last).toMatchObject({ epoch: 4, bestEpoch: 2, counter: 2, ended: 'patience' });
});

test('by a score that is better lower, less is better and the loss says nothing', () => {
  const scores = [
    { loss: 1, mse: 0.5 },
    { loss: 9, mse: 0.3 },
    { loss: 0, mse: 0.3 },
    { loss: 0, mse: 0.4 },
  ];
  const lead = { id: 'mse', better: 'lower' } as const;
  const last = trace(scores, { ...settings, criterion: 'score', lead }).at(-1)!;
  expect(last).toMatchObject({ epoch: 4, bestEpoch: 2, counter: 2, ended: 'patience' });
});

describe('with keepUntuned', () => {
  const keeping = { ...settings, keepUntuned: true };

  test('epoch 0 is kept where no epoch is better, and patience counts from it', () => {
    const states = trace(losses(5, 4, 3), keeping, { loss: 4 });
    expect(counters(states)).toEqual([0, 1, 2]);
    expect(states.at(-1)).toMatchObject({ best: 4, bestEpoch: 0, improved: false, ended: 'patience' });
  });

  test('a better epoch takes its place, as without', () => {
    expect(trace(losses(5, 3, 4, 4), keeping, { loss: 4 }).at(-1)).toMatchObject({ best: 3, bestEpoch: 2 });
  });

  test('by the score, the score of epoch 0 is to be beaten', () => {
    const byScore = { ...keeping, criterion: 'score' } as const;
    const scores = [0.7, 0.8].map((score) => ({ loss: 0, accuracy: score }));
    expect(trace(scores, byScore, { loss: 9, accuracy: 0.75 }).at(-1)).toMatchObject({ bestEpoch: 2 });
    expect(trace(scores, byScore, { loss: 9, accuracy: 0.8 }).at(-1)).toMatchObject({ bestEpoch: 0 });
  });

  test('an epoch 0 without a number is none to beat', () => {
    const last = trace(losses(9, 10, 11), keeping, { loss: Number.NaN }).at(-1)!;
    expect(last).toMatchObject({ best: 9, bestEpoch: 1 });
  });
});

test('without keepUntuned the first epoch is kept even where it is worse than epoch 0', () => {
  expect(trace(losses(5, 6, 7), settings, { loss: 1 }).at(-1)).toMatchObject({ best: 5, bestEpoch: 1 });
});

test('a loss that is not a number never counts as the best', () => {
  expect(trace(losses(Number.NaN, 1, Number.NaN, Number.NaN)).at(-1)).toMatchObject({
    best: 1,
    bestEpoch: 2,
    ended: 'patience',
  });
});

test('any stage ends in time, keeps its least score and counts epochs since then', () => {
  const score = fc.record({
    loss: fc.integer({ min: 0, max: 20 }),
    accuracy: fc.integer({ min: 0, max: 20 }),
  });
  const any = fc.record({
    patience: fc.integer({ min: 1, max: 5 }),
    maxEpochs: fc.integer({ min: 0, max: 12 }),
    criterion: fc.constantFrom('loss' as const, 'score' as const),
    lead: fc.constantFrom(accuracy),
  });
  fc.assert(
    fc.property(any, fc.array(score, { minLength: 12, maxLength: 12 }), (chosen, scores) => {
      const states = trace(scores, chosen);
      const last = states.at(-1)!;
      expect(last.ended).not.toBeNull();
      expect(last.epoch).toBe(states.length - 1);
      expect(last.epoch).toBeLessThanOrEqual(chosen.maxEpochs);
      const worth = scores
        .slice(0, last.epoch)
        .map((s) => (chosen.criterion === 'loss' ? s.loss : -s.accuracy!));
      expect(last.bestEpoch).toBe(worth.indexOf(Math.min(...worth)) + 1);
      for (const state of states) {
        expect(state.counter).toBe(state.epoch - state.bestEpoch);
        expect(state.ended === 'patience').toBe(state.epoch > 0 && state.counter >= chosen.patience);
      }
    }),
    { numRuns: 500 },
  );
});
