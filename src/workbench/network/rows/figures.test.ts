import { expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { annMacs } from '../../../networks/cost.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import { presets } from '../../../runs/spec/presets/presets.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { checkDraft } from './check.ts';
import { draftOf } from './draft.ts';
import { layerFigures, type RowFigures } from './figures.ts';
import { epochCosts, epochMacs, rateOf, type TimedRun } from './stage-cost.ts';

const figuresOf = (notation: string) => layerFigures(checkDraft(draftOf(parseNotation(notation))));
const sumOf = (figures: readonly RowFigures[], name: 'macs' | 'parameters') =>
  figures.reduce((sum, row) => sum + row[name], 0);

test.each(presets.map(({ id, settings }) => [id, settings.network]))(
  'the sums over the rows of %s are those of the network',
  (_, notation) => {
    const layers = toLayers(parseNotation(notation));
    const figures = figuresOf(notation);
    expect(figures.map(({ layer }) => layer)).toEqual(layers.map(({ name }) => name));
    expect(sumOf(figures, 'macs')).toBe(annMacs(layers));
    expect(sumOf(figures, 'parameters')).toBe(parameterCount(layers));
  },
);

test('max pooling costs no multiply-accumulates, and the layers around it are counted', () => {
  const [pooled, averaged] = ['m', 'a'].map((letter) => figuresOf(`28x28-c8s2-${letter}2-10`));
  expect(pooled!.map(({ macs }) => macs)).toEqual(averaged!.map(({ macs }) => macs));
});

const counts = { trainCount: 100, validationCount: 10 };

test('an epoch costs three passes of the layers that learn, and one of each validation image', () => {
  expect(epochMacs([5, 3, 2], 0, counts)).toBe(10 * 310);
  expect(epochMacs([5, 3, 2], 1, counts)).toBe(5 * 310);
});

const spec = { ...presetSpec('first-look@3'), ...counts, start: 'scratch' } as const;
const figures = figuresOf('28x28-c8s2-c16s2-64-10');

test('each stage of PTL has a cost, and costs less than the one before', () => {
  const { stages, whole, pretraining } = epochCosts(figures, spec, null);
  expect([...stages.keys()]).toEqual(['conv1', 'conv2', 'fc3']);
  const macs = [...stages.values()].map((cost) => cost.macs);
  expect(macs).toEqual([...macs].sort((a, b) => b - a));
  expect(whole).toBeNull();
  expect(pretraining).toEqual(stages.get('conv1'));
  expect(pretraining!.seconds).toBeNull();
  expect(epochCosts(figures, { ...spec, start: 'checkpoint' }, null).pretraining).toBeNull();
});

test('a method that trains all layers at once has one cost, and one that trains nothing none', () => {
  expect(epochCosts(figures, { ...spec, method: 'surrogate' }, null)).toMatchObject({
    stages: new Map(),
    whole: {
      macs: epochMacs(
        figures.map(({ macs }) => macs),
        0,
        counts,
      ),
    },
  });
  expect(epochCosts(figures, { ...spec, method: 'rate', start: 'checkpoint' }, null)).toEqual({
    stages: new Map(),
    whole: null,
    pretraining: null,
  });
});

const row = {
  layer: 'x',
  learningRate: 1,
  trainLoss: 1,
  validation: { loss: 1 },
  test: null,
  patienceCounter: 0,
};

test('seconds go by the newest run of the same kind that was timed', () => {
  const run = (change: Partial<TimedRun['spec']>, seconds: number): TimedRun => ({
    spec: { ...spec, ...change },
    layers: toLayers(parseNotation('1x2-5-10')),
    epochs: [
      { ...row, stage: 1, epoch: 0, seconds: 99 },
      { ...row, stage: 1, epoch: 1, seconds },
      { ...row, stage: 2, epoch: 1, seconds: seconds / 2 },
    ],
  });
  const others = [run({ method: 'tandem' }, 1), run({ timeSteps: 64 }, 1), { ...run({}, 1), epochs: [] }];
  expect(rateOf(others, spec)).toBeNull();
  const rate = rateOf([...others, run({}, 4), run({}, 400)], spec);
  expect(rate).toBe(((2 * 5 + 5 * 10) * 310 + 5 * 10 * 310) / 6);
  const [first] = epochCosts(figures, spec, rate).stages.values();
  expect(first!.seconds).toBeCloseTo(first!.macs / rate!);
});
