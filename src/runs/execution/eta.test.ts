import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimate, imagesTested, testedPercent, testSecondsLeft } from './eta.ts';

const settings = { stages: 3, patience: 2, maxStageEpochs: 6 };

test.each([
  ['a first epoch: every stage is taken to last Tp + 1 epochs', 1, [], 1, 0, 2 + 2 * 3],
  ['no patience left: the stages to come are what remains', 1, [], 3, 2, 2 * 3],
  ['stages that took longer make the next ones longer', 2, [5], 1, 0, 3 + 4],
  ['a stage at its most epochs is over', 3, [4, 4], 6, 0, 0],
  ['the last epochs before the most', 3, [6, 6], 5, 0, 1],
  ['the end of the last stage', 3, [3, 3], 3, 2, 0],
])('%s', (_, stage, finished, current, counter, epochs) => {
  const { totalSeconds, epochSeconds } = estimate(settings, {
    stage,
    finished,
    current,
    counter,
    epochSeconds: 10,
  });
  expect(epochSeconds).toBe(10);
  expect(totalSeconds).toBeCloseTo(10 * epochs, 9);
});

test('never negative, never more than every stage at its most epochs', () => {
  const progress = fc
    .record({
      stages: fc.integer({ min: 1, max: 8 }),
      patience: fc.integer({ min: 1, max: 20 }),
      maxStageEpochs: fc.integer({ min: 1, max: 100 }),
      stageShare: fc.double({ min: 0, max: 1, noNaN: true }),
      currentShare: fc.double({ min: 0, max: 1, noNaN: true }),
      counter: fc.nat({ max: 20 }),
      finishedShares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }),
    })
    .map(({ stageShare, currentShare, finishedShares, counter, ...chosen }) => {
      const within = (share: number, most: number) => 1 + Math.round(share * (most - 1));
      const stage = within(stageShare, chosen.stages);
      return {
        chosen,
        at: {
          stage,
          finished: finishedShares.slice(0, stage - 1).map((share) => within(share, chosen.maxStageEpochs)),
          current: within(currentShare, chosen.maxStageEpochs),
          counter: Math.min(counter, chosen.patience),
          epochSeconds: 2,
        },
      };
    });
  fc.assert(
    fc.property(progress, ({ chosen, at }) => {
      const { totalSeconds } = estimate(chosen, at);
      const most = chosen.maxStageEpochs * (chosen.stages - at.stage + 1) - at.current;
      expect(totalSeconds).toBeGreaterThanOrEqual(0);
      expect(totalSeconds).toBeLessThanOrEqual(2 * most + 1e-9);
    }),
    { numRuns: 500 },
  );
});

test('a test takes what its images to come take at the pace of this pass', () => {
  const first = { before: 0, images: 1000, all: 11_000 };
  expect(imagesTested(first, 0.5)).toBe(500);
  expect(testSecondsLeft(first, 0.5, 10)).toBeCloseTo(210, 9);
  const second = { before: 1000, images: 10_000, all: 11_000 };
  expect(imagesTested(second, 0.25)).toBe(3500);
  expect(testSecondsLeft(second, 0.25, 20)).toBeCloseTo(60, 9);
  expect(testSecondsLeft(second, 1, 80)).toBe(0);
});

test('a test is at 100 percent only when it is over', () => {
  expect(testedPercent({ images: 10_999, all: 11_000 })).toBe(99);
  expect(testedPercent({ images: 11_000, all: 11_000 })).toBe(100);
});
