/** Tests what the figure draws: its staircase against Eq. 10, its error, its words. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerOf, type FigureSettings, staircaseOf, thresholdOf } from './figure.ts';
import { causeOf, errorWords, runsOf, staircaseWords, storyOf } from './figure-words.ts';
import { scaleOf } from './scale.ts';

const settings: FigureSettings = {
  activation: 0.55,
  upperBound: 1,
  timeSteps: 4,
  initialPotential: 'half',
  coding: 'firstStep',
  seed: 1,
  full: 1.5,
};

const answered = (change: Partial<FigureSettings>) => answerOf({ ...settings, ...change });

test('with V₀ = ϑ/2 every stair is Eq. 10, whatever bound and window', () => {
  const any = fc.record({
    // Binary fractions, so that the middle between two levels is met exactly.
    bound: fc.integer({ min: 1, max: 64 }).map((n) => n / 8),
    timeSteps: fc.constantFrom(1, 2, 4, 8, 16, 32, 64),
  });
  fc.assert(
    fc.property(any, ({ bound, timeSteps }) => {
      const figure = { ...settings, upperBound: bound, timeSteps };
      const theta = thresholdOf(figure);
      for (const { activation, value } of staircaseOf(figure, -bound / 4, 2 * bound, 289)) {
        const clipped = Math.min(Math.max(activation, 0), bound);
        expect(value).toBe(Math.round(clipped / theta) * theta);
      }
    }),
    { numRuns: 60 },
  );
});

test('the staircase has Ns + 1 levels and ends at the upper bound', () => {
  for (const initialPotential of ['zero', 'half'] as const) {
    const stairs = staircaseOf({ ...settings, timeSteps: 8, initialPotential }, -1, 3, 2001);
    expect(new Set(stairs.map(({ value }) => value)).size).toBe(9);
    expect(stairs[0]).toEqual({ activation: -1, value: 0 });
    expect(stairs.at(-1)).toEqual({ activation: 3, value: 1 });
  }
});

test('constant current and all of it at step 1 come to the same count', () => {
  for (let timeSteps = 1; timeSteps <= 64; timeSteps *= 2)
    expect(answered({ timeSteps, coding: 'constant', activation: 0.3 }).count).toBe(
      answered({ timeSteps, activation: 0.3 }).count,
    );
});

test('Poisson spikes scatter, and come to the activation on average', () => {
  const counts = Array.from({ length: 400 }, (_, i) =>
    answered({ coding: 'poisson', timeSteps: 64, activation: 0.6, seed: i + 1 }),
  ).map(({ value }) => value);
  expect(new Set(counts).size).toBeGreaterThan(10);
  const mean = counts.reduce((sum, value) => sum + value, 0) / counts.length;
  // One level of ϑ = 1/64 is more than three deviations of the mean.
  expect(Math.abs(mean - 0.6)).toBeLessThan(1 / 64);
});

describe('in words', () => {
  test.each([
    [{ activation: 0.5 }, 'none'],
    [{ activation: -0.5 }, 'negative'],
    [{ activation: 1.4 }, 'clipped'],
    [{ activation: 0.1 }, 'silent'],
    [{ activation: 0.55 }, 'rounded'],
    [{ upperBound: 0 }, 'dead'],
    [{ coding: 'poisson' }, 'chance'],
  ] as const)('%o is %s', (change, cause) => {
    const changed = { ...settings, ...change };
    expect(causeOf(changed, answerOf(changed))).toBe(cause);
  });

  test('the story tells input, spikes, count and error', () => {
    expect(storyOf(settings, answered({}))).toBe(
      'The neuron receives 0.55, all of it at step 1. It fires at steps 1, 2: 2 spikes of at most 4, and 2\u00a0·\u00a0ϑ\u00a0=\u00a00.50, 0.050 less than ReLU’s 0.55. A count is a whole number: V₀ = ϑ/2 rounds it to the nearest.',
    );
    const constant = { ...settings, coding: 'constant', activation: 1.2 } as const;
    expect(storyOf(constant, answerOf(constant))).toContain(
      '1/4 of it at each step. It fires at steps 1 to 4',
    );
    expect(storyOf({ ...settings, upperBound: 0 }, answered({ upperBound: 0 }))).toContain('It never fires.');
  });

  test('an error is told with its direction', () => {
    expect(errorWords(answered({ activation: 0.5 }))).toBe('exactly ReLU’s');
    expect(errorWords(answered({ activation: 0.45 }))).toBe('0.050 more than ReLU’s 0.45');
  });

  test('steps in a row are told by their ends', () => {
    expect(runsOf([1, 2, 3, 5, 7, 8])).toBe('1 to 3, 5, 7, 8');
    expect(runsOf([])).toBe('');
  });

  test('the picture is told to those who do not see it', () => {
    const words = staircaseWords(scaleOf(null), settings, answered({}));
    expect(words).toContain('5 levels from 0 to 1.00, ϑ = 0.250 apart');
    expect(words).toContain('At 0.55 ReLU gives 0.55, the neuron 0.50.');
  });
});
