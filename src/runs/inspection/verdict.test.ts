/** Tests the rules of the verdict on chains made by hand. */
import { describe, expect, test } from 'vitest';
import type { LossChain } from '../../engine/diagnosis/loss-chain.ts';
import { classification } from '../../tasks/classification.ts';
import { reconstruction } from '../../tasks/reconstruction.ts';
import { leadMetric } from '../../tasks/task.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import { bestTrial, gainOf } from './trials.ts';
import { type LayerFinding, type SettingChange, verdictOf } from './verdict.ts';
import { adviceOf, changeName, effectWords, verdictSentence } from './verdict-words.ts';

const settings: UntunedSettings = {
  timeSteps: 8,
  thresholdRule: 'percentile',
  percentile: 99.9,
  thresholdScope: 'layer',
  thresholdFrom: 'hybrid',
  initialPotential: 'zero',
  firing: 'immediate',
  firstLayerBias: 'firstStep',
  stageBias: 'kept',
  foldThreshold: true,
  calibrationCount: 256,
  weightBits: 'float',
  weightLevels: '',
  weightScope: 'channel',
  fanIn: 'none',
};

interface Made {
  readonly inherited?: number;
  readonly weights?: number;
  readonly clipped?: number;
  readonly rounding?: number;
  readonly timing?: number;
  readonly signal?: number;
  readonly bound?: number;
}

function finding(layer: string, made: Made): LayerFinding {
  const { inherited = 0, weights = 0, clipped = 0, rounding = 0, timing = 0 } = made;
  const { signal = 0.2, bound = 1.5 } = made;
  const means = { inherited, weights, clipped, rounding, timing };
  const steps = Object.entries(means).map(([cause, mean]) => ({ cause, mean, shift: -mean }));
  const net = inherited + weights + clipped + rounding + timing;
  const chain = { images: 256, steps, signal, net, netShift: -net, clippedShare: 0.05, deadFraction: 0 };
  return {
    layer,
    diagnostics: {
      upperBound: [bound],
      percentiles: { p99: 1, p999: 1.5, max: 2 },
      chain: chain as LossChain,
    },
  };
}

const of = (made: Made, changes: Partial<UntunedSettings> = {}) =>
  verdictOf([finding('conv1', made)], { ...settings, ...changes })!;
const names = (candidates: readonly SettingChange[]) => candidates.map(changeName);

describe('which layer and cause', () => {
  test('the layer furthest from its ideal, by its largest own step', () => {
    const verdict = verdictOf(
      [finding('conv1', { rounding: 0.02 }), finding('fc2', { timing: 0.08, rounding: 0.01 })],
      settings,
    )!;
    expect(verdict).toMatchObject({ layer: 'fc2', cause: 'timing', origin: { layer: 'fc2' } });
    expect(verdict.severity).toBeCloseTo(0.45);
  });

  test('what is mostly inherited is traced to the earlier layer that loses most by itself', () => {
    const verdict = verdictOf(
      [
        finding('conv1', { rounding: 0.01 }),
        finding('conv2', { inherited: 0.01, clipped: 0.05 }),
        finding('fc3', { inherited: 0.1, rounding: 0.02 }),
      ],
      settings,
    )!;
    expect(verdict).toMatchObject({ layer: 'fc3', cause: 'inherited' });
    expect(verdict.origin).toMatchObject({ layer: 'conv2', cause: 'clipped', mean: 0.05 });
  });

  test('losses are held against the layer’s own activations, not its bound', () => {
    const stretched = finding('fc2', { rounding: 0.01, signal: 0.01, bound: 8 });
    const verdict = verdictOf([finding('conv1', { rounding: 0.04 }), stretched], settings)!;
    expect(verdict).toMatchObject({ layer: 'fc2', cause: 'rounding', stretched: true });
  });

  test('of layers about equally bad the first is named', () => {
    const both = [finding('conv1', { rounding: 0.199 }), finding('conv2', { rounding: 0.2 })];
    expect(verdictOf(both, settings)!.layer).toBe('conv1');
  });

  test('no verdict without chains or losses', () => {
    expect(verdictOf([], settings)).toBeNull();
    expect(verdictOf([finding('conv1', {})], settings)).toBeNull();
    const { chain: _, ...old } = finding('conv1', { rounding: 0.1 }).diagnostics;
    expect(verdictOf([{ layer: 'conv1', diagnostics: old }], settings)).toBeNull();
  });
});

describe('what may help', () => {
  test.each([
    [90, ['percentile 99.9', 'percentile 100 (maximum)']],
    [99.9, ['percentile 100 (maximum)']],
    [100, []],
  ])('clipped at percentile %s', (percentile, wanted) => {
    expect(names(of({ clipped: 0.1 }, { percentile }).candidates)).toEqual(wanted);
  });

  test('rounding to few steps: more of them first', () => {
    expect(names(of({ rounding: 0.1 }, { timeSteps: 1 }).candidates)).toEqual(['Ns 8', 'V₀ = ϑ/2']);
  });

  test('rounding in a fair window: V₀, more steps, a lower bound', () => {
    expect(names(of({ rounding: 0.1 }).candidates)).toEqual(['V₀ = ϑ/2', 'Ns 16', 'percentile 99']);
    const half = of({ rounding: 0.1 }, { initialPotential: 'half', timeSteps: 40, percentile: 99 });
    expect(names(half.candidates)).toEqual(['Ns 64']);
    const last = of({ rounding: 0.1 }, { initialPotential: 'half', timeSteps: 64, percentile: 99 });
    expect(last.candidates).toEqual([]);
  });

  test('a stretched bound: lower percentiles before anything else', () => {
    const verdict = of({ rounding: 0.1, bound: 4 }, { percentile: 100 });
    expect(verdict.stretched).toBe(true);
    expect(names(verdict.candidates)).toEqual([
      'percentile 99.9',
      'percentile 99',
      'threshold per channel',
      'Ns 16',
    ]);
  });

  test('timing: the first layer’s bias where it is spread, more steps, the other V₀', () => {
    expect(names(of({ timing: 0.1 }).candidates)).toEqual(['Ns 16', 'V₀ = ϑ/2']);
    const spread = of({ timing: 0.1 }, { firstLayerBias: 'spread', initialPotential: 'half' });
    expect(names(spread.candidates)).toEqual(['first-layer bias at the first step', 'Ns 16', 'V₀ = 0']);
  });

  test('weights of few values: a scale per channel, more bits; a device’s own levels stay', () => {
    const few = of({ weights: 0.1 }, { weightBits: '3', weightScope: 'tensor' });
    expect(few.cause).toBe('weights');
    expect(names(few.candidates)).toEqual(['weights scaled per channel', 'weights of 8 bits']);
    const own = of({ weights: 0.1 }, { weightBits: 'levels', weightLevels: '-1,1', weightScope: 'tensor' });
    expect(names(own.candidates)).toEqual(['weights scaled per channel']);
  });

  test('ϑ that is not folded is tried before all else', () => {
    expect(names(of({ clipped: 0.1 }, { foldThreshold: false }).candidates)[0]).toBe('ϑ folded');
  });
});

describe('choosing by what was measured', () => {
  const lead = leadMetric(classification);
  const verdict = of({ rounding: 0.1 });
  const trials = (...effects: number[]) => ({
    examples: 2000,
    score: 0.8,
    trials: verdict.candidates.map((change, i) => ({
      change,
      effect: effects[i]!,
      score: 0.8 + effects[i]!,
      margin: 0.005,
    })),
  });
  const chosen = (...effects: number[]) => {
    const best = bestTrial(verdict, trials(...effects), lead);
    return best && changeName(best.change);
  };

  test('the best; of about equal ones the earlier; nothing that does not help', () => {
    expect(chosen(0.02, 0.09, 0.01)).toBe('Ns 16');
    expect(chosen(0.085, 0.09, 0.08)).toBe('V₀ = ϑ/2');
    expect(chosen(-0.05, 0.004, -0.1)).toBe('Ns 16');
    expect(chosen(0, -0.01, -0.02)).toBeNull();
  });

  test('gain and margin come from the same images', () => {
    const before = Uint8Array.of(1, 0, 0, 1, 0, 1, 1, 0, 0, 1);
    const after = Uint8Array.of(1, 1, 1, 1, 0, 0, 1, 1, 0, 1);
    const { effect, margin } = gainOf(lead, before, after);
    expect(effect).toBeCloseTo(0.2);
    expect(margin).toBeCloseTo(1.96 * Math.sqrt((0.4 - 0.04) / 10));
    expect(gainOf(lead, before, before)).toEqual({ effect: 0, margin: 0 });
  });

  test('in words, with units', () => {
    const measured = trials(0.02, 0.0912, 0.01);
    const words = effectWords(measured.trials[1]!, measured, lead).replaceAll('\u00a0', ' ');
    expect(words).toBe('+9.1 points without training (80.0 → 89.1 %), on 2,000 validation examples, ±0.5');
  });
});

describe('choosing by an error, which is better where it is lower', () => {
  const verdict = of({ rounding: 0.1 });
  const lead = leadMetric(reconstruction);
  const trials = (...errors: number[]) => ({
    examples: 2000,
    score: 0.02,
    trials: verdict.candidates.map((change, i) => ({
      change,
      effect: 0.02 - errors[i]!,
      score: errors[i]!,
      margin: 0.0001,
    })),
  });
  const chosen = (...errors: number[]) => {
    const best = bestTrial(verdict, trials(...errors), lead);
    return best && changeName(best.change);
  };

  test('the least error; of about equal ones the earlier; nothing that does not help', () => {
    expect(chosen(0.018, 0.012, 0.019)).toBe('Ns 16');
    expect(chosen(0.0125, 0.012, 0.0124)).toBe('V₀ = ϑ/2');
    expect(chosen(0.02, 0.021, 0.03)).toBeNull();
  });

  test('a gain is an error that falls, example by example', () => {
    const before = Float32Array.of(0.5, 0.25, 0.75, 0.5);
    const after = Float32Array.of(0.25, 0.25, 0.5, 0.75);
    const { effect, margin } = gainOf(lead, before, after);
    expect(effect).toBeCloseTo(0.0625);
    expect(margin).toBeCloseTo(1.96 * Math.sqrt((3 * 0.0625 * 0.25 - 0.0625 ** 2) / 4));
  });

  test('in words, with the sign of the error', () => {
    const measured = trials(0.018, 0.0151, 0.019);
    expect(effectWords(measured.trials[1]!, measured, lead)).toBe(
      '\u22120.00490 without training (0.0200 → 0.0151), on 2,000 validation examples, ±0.000100',
    );
  });
});

test('a bound by least squares has no percentile to change', () => {
  const fields = (thresholdRule: UntunedSettings['thresholdRule']) =>
    of({ clipped: 0.114 }, { percentile: 90, thresholdRule }).candidates.map(({ field }) => field);
  expect(fields('percentile')).toContain('percentile');
  expect(fields('leastSquares')).not.toContain('percentile');
});

describe('the sentence', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ');

  test('names layer, cause, numbers and the setting', () => {
    const verdict = of({ clipped: 0.114 }, { percentile: 90 });
    const sentence = verdictSentence(verdict, { ...settings, percentile: 90 }, verdict.candidates[0]!);
    expect(plain(sentence)).toBe(
      'conv1 strays furthest: it cuts off the 5.0 % of its activations above its upper bound of 1.50, ' +
        'losing 11 % of that bound on average; raise the percentile from 90 to 99.9.',
    );
  });

  test('traces what is inherited', () => {
    const verdict = verdictOf(
      [finding('conv1', { rounding: 0.05 }), finding('fc2', { inherited: 0.1, timing: 0.01 })],
      settings,
    )!;
    expect(plain(verdictSentence(verdict, settings, verdict.candidates[0]!))).toBe(
      'Most of fc2’s error began in conv1, which loses 25 % of its mean activation by rounding down ' +
        'to 8 steps of ϑ (5.0 % of its upper bound); start membranes at V₀ = ϑ/2, so that counts round to the nearest.',
    );
  });

  test('has no shares above the whole', () => {
    const verdict = of({ rounding: 0.25 });
    expect(plain(verdictSentence(verdict, settings, null))).toContain(
      'loses more than its mean activation by',
    );
  });

  test('says so where nothing helps', () => {
    expect(verdictSentence(of({ timing: 0.1 }), settings, null)).toMatch(/none helps without training/);
    const full = { ...settings, percentile: 100 };
    expect(verdictSentence(of({ clipped: 0.1 }, full), full, null)).toMatch(/no setting goes at that/);
  });

  test.each<[SettingChange, RegExp]>([
    [{ field: 'percentile', value: 100 }, /raise.*99\.9 to the maximum/],
    [{ field: 'percentile', value: 99 }, /lower.*99\.9 to 99/],
    [{ field: 'initialPotential', value: 'zero' }, /V₀ = 0/],
    [{ field: 'thresholdScope', value: 'channel' }, /per channel/],
    [{ field: 'firstLayerBias', value: 'firstStep' }, /first step/],
    [{ field: 'foldThreshold', value: true }, /fold ϑ/],
    [{ field: 'weightBits', value: '8' }, /weights 8 bits/],
    [{ field: 'weightScope', value: 'channel' }, /weights per channel/],
  ])('advice %j', (change, words) => {
    expect(adviceOf(change, settings)).toMatch(words);
  });
});
