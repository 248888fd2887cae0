/** Tests when a step is done, and what its figures and predictions make of the page. */
import { describe, expect, it } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { finishedRecord } from '../../runs/testing/stored-run.ts';
import { answerOf, type FigureSettings } from '../neuron/figure.ts';
import { isDone } from './done.ts';
import { type Facts, untunedKey } from './facts.ts';
import { figureOf } from './figures.ts';
import type { Condition, Predict, SetUp } from './lesson.ts';
import { outcomeOf } from './predictions.ts';
import { isSetUp } from './settings-of.ts';

const spec = presetSpec('first-look@3');
const setUp: SetUp = { preset: 'first-look@3', free: ['timeSteps', 'percentile'], shows: 'settings' };
const fresh = { predicted: false, passed: false };
const result = { score: 0.4, annScore: 0.98, examples: 300, timeSteps: 4 };

const nothing: Facts = {
  spec,
  shown: null,
  underWay: false,
  stageTab: null,
  progressTab: null,
  layer: null,
  untuned: null,
  curve: [],
  scores: new Map(),
  open: null,
  losses: null,
  neuron: null,
};

const neuronAt = (activation: number, timeSteps = 4): Facts['neuron'] => {
  const settings: FigureSettings = {
    activation,
    upperBound: 1,
    timeSteps,
    initialPotential: 'zero',
    coding: 'firstStep',
    seed: 1,
    full: 1.5,
  };
  return { settings, answer: answerOf(settings) };
};

const holds = (done: Condition, facts: Partial<Facts>, own = fresh) =>
  isDone({ setUp, done }, { ...nothing, ...facts }, own);

describe('a step is done', () => {
  it('when it was read and passed', () => {
    expect(holds({ is: 'read' }, {})).toBe(false);
    expect(holds({ is: 'read' }, {}, { ...fresh, passed: true })).toBe(true);
  });

  it('when the prediction was made', () => {
    expect(holds({ is: 'predicted' }, {})).toBe(false);
    expect(holds({ is: 'predicted' }, {}, { ...fresh, predicted: true })).toBe(true);
  });

  it('when the setting lies where it should and its score was measured', () => {
    const done = { is: 'setting', field: 'timeSteps', atMost: 2 } as const;
    const two = { ...spec, timeSteps: 2 };
    expect(holds(done, { untuned: result })).toBe(false);
    expect(holds(done, { spec: two })).toBe(false);
    expect(holds(done, { spec: two, untuned: result })).toBe(true);
    expect(holds({ is: 'setting', field: 'weightBits', atMost: 2 }, { untuned: result })).toBe(false);
  });

  it('when one of the settings was changed', () => {
    const done = { is: 'changed', fields: ['percentile'] } as const;
    expect(holds(done, { untuned: result })).toBe(false);
    expect(holds(done, { untuned: result, spec: { ...spec, percentile: 99 } })).toBe(true);
  });

  it('when each value was measured, with the other settings as they stand', () => {
    const done = { is: 'tried', field: 'percentile', values: [99, 100] } as const;
    const scored = (...values: number[]) => ({
      scores: new Map(values.map((percentile) => [untunedKey({ ...spec, percentile }), result])),
    });
    expect(holds(done, scored(99))).toBe(false);
    expect(holds(done, scored(99, 100))).toBe(true);
    expect(holds(done, { ...scored(99, 100), spec: { ...spec, timeSteps: 16 } })).toBe(false);
  });

  it('only while the page stands as the step needs it', () => {
    const bits = { ...spec, weightBits: '4' as const };
    expect(holds({ is: 'measured' }, { untuned: result })).toBe(true);
    expect(holds({ is: 'measured' }, { untuned: result, spec: bits })).toBe(false);
  });

  it('when the neuron was moved to where it should be', () => {
    const done = { is: 'neuron', cause: ['silent'] } as const;
    expect(holds(done, {})).toBe(false);
    expect(holds(done, { neuron: neuronAt(0.1) })).toBe(true);
    expect(holds(done, { neuron: neuronAt(0.6) })).toBe(false);
    expect(holds({ is: 'neuron', count: 2 }, { neuron: neuronAt(0.6) })).toBe(true);
    for (const [timeSteps, right] of [
      [4, false],
      [16, true],
      [64, false],
    ] as const)
      expect(holds({ is: 'neuron', timeSteps: 16 }, { neuron: neuronAt(0.6, timeSteps) })).toBe(right);
  });

  it('when the tab is open, the first one by itself too', () => {
    expect(holds({ is: 'stageTab', tab: 'activations' }, {})).toBe(true);
    expect(holds({ is: 'stageTab', tab: 'counts' }, {})).toBe(false);
    expect(holds({ is: 'stageTab', tab: 'counts' }, { stageTab: 'counts' })).toBe(true);
  });

  it('when all of it is', () => {
    const done: Condition = { is: 'all', of: [{ is: 'measured' }, { is: 'layer', name: 'conv2' }] };
    expect(holds(done, { untuned: result })).toBe(false);
    expect(holds(done, { untuned: result, layer: 'conv2' })).toBe(true);
  });

  it('when a run of its own settings has come so far, and not another one', () => {
    const run = finishedRecord({ spec });
    const other = finishedRecord({ spec: { ...spec, fanIn: 64 } });
    expect(holds({ is: 'ran' }, { shown: run })).toBe(true);
    expect(holds({ is: 'ran' }, { shown: other })).toBe(false);
    expect(holds({ is: 'ran' }, { shown: { ...run, status: 'failed' } })).toBe(false);
    expect(holds({ is: 'stages', atLeast: run.stages.length }, { shown: run })).toBe(true);
    expect(holds({ is: 'stages', atLeast: run.stages.length + 1 }, { shown: run })).toBe(false);
  });
});

describe('the page stands as a step needs it', () => {
  it('with its settings, whatever the free ones are, and no run on screen', () => {
    expect(isSetUp({ setUp }, nothing)).toBe(true);
    expect(isSetUp({ setUp }, { ...nothing, spec: { ...spec, timeSteps: 16 } })).toBe(true);
    expect(isSetUp({ setUp }, { ...nothing, spec: { ...spec, fanIn: 64 } })).toBe(false);
    expect(isSetUp({ setUp }, { ...nothing, shown: finishedRecord({ spec }) })).toBe(false);
  });

  it('with the run of its settings where it shows a run', () => {
    const shows: SetUp = { ...setUp, shows: 'run' };
    expect(isSetUp({ setUp: shows }, { ...nothing, shown: finishedRecord({ spec }) })).toBe(true);
    const other = finishedRecord({ spec: { ...spec, fanIn: 64 } });
    expect(isSetUp({ setUp: shows }, { ...nothing, shown: other })).toBe(false);
  });
});

describe('a prediction', () => {
  const guess: Predict = {
    kind: 'number',
    ask: 'How many?',
    min: 0,
    max: 100,
    step: 5,
    unit: '%',
    figure: 'untuned',
  };

  it('has no outcome before it is known, and then tells whether it was right', () => {
    expect(outcomeOf(guess, 60, nothing)).toBeNull();
    const facts = { ...nothing, untuned: result };
    expect(outcomeOf(guess, 60, facts)).toMatchObject({ words: '40.0\u00a0%', right: false });
    expect(outcomeOf(guess, 45, facts)).toMatchObject({ right: true });
    expect(outcomeOf({ ...guess, exact: true }, 45, facts)).toMatchObject({ right: false });
    expect(outcomeOf({ ...guess, exact: true }, 40, facts)).toMatchObject({ right: true });
  });

  it('of a choice is right by its answer, by the figure, or by nothing', () => {
    const options = [
      { id: 'low', words: 'low', below: 50 },
      { id: 'high', words: 'high', from: 50 },
    ];
    const facts = { ...nothing, untuned: result };
    const choice = { kind: 'choice', ask: 'Which?', options } as const;
    expect(outcomeOf({ ...choice, answer: 'high' }, 'low', facts)).toMatchObject({
      words: 'high',
      right: false,
    });
    const byFigure = { ...choice, answer: null, figure: 'untuned' };
    expect(outcomeOf(byFigure, 'low', facts)).toMatchObject({ words: '40.0\u00a0%', right: true });
    expect(outcomeOf(byFigure, 'high', facts)).toMatchObject({ words: '40.0\u00a0%: low', right: false });
    expect(outcomeOf({ ...choice, answer: null }, 'low', facts)).toMatchObject({ right: null });
  });
});

describe('the figures', () => {
  it('are unknown on an empty page', () => {
    for (const name of ['untuned', 'enough', 'theta', 'snn', 'converted:conv1', 'ratio', 'neuronSpikes'])
      expect(figureOf(name, nothing), name).toBeNull();
  });

  it('read the curve: the smallest window within a point of the ANN', () => {
    const curve = [1, 2, 4, 8, 16, 32].map((timeSteps, i) => ({
      timeSteps,
      score: [0.1, 0.2, 0.4, 0.9, 0.975, 0.98][i]!,
    }));
    const facts = { ...nothing, untuned: result, curve };
    expect(figureOf('enough', facts)).toMatchObject({ value: 16, words: '16' });
    expect(figureOf('untunedAt:8', facts)).toMatchObject({ words: '90.0\u00a0%' });
    expect(figureOf('untunedAt:64', facts)).toBeNull();
    expect(figureOf('lowestBehind:8', facts)).toBeNull();
    const whole = { ...facts, curve: [...curve, { timeSteps: 64, score: 0.96 }] };
    expect(figureOf('lowestBehind:16', whole)).toMatchObject({ words: '96.0\u00a0%' });
    expect(figureOf('highestBehind:16', whole)).toMatchObject({ words: '98.0\u00a0%' });
  });

  it('say when a longer window would save nothing', () => {
    const run = finishedRecord({ spec });
    const cost = { annMacs: 1000, inputMacs: 100, snnAccumulates: 200, ratio: 0.2, energyRatio: 0.11 };
    const report = { ...run.report!, cost: { ...run.report!.cost!, ...cost } };
    const facts = { ...nothing, shown: { ...run, report } };
    // 4 steps cost 200 accumulates: 20 steps 1000; 14 · 900 are saved by 252.
    expect(figureOf('evenSteps', facts)).toMatchObject({ value: 20 });
    expect(figureOf('evenEnergySteps', facts)).toMatchObject({ value: 252 });
    expect(figureOf('ratio', facts)).toMatchObject({ words: '20' });
  });

  it('that nobody defined are an error, so that no text shows them', () => {
    expect(() => figureOf('nonsense', nothing)).toThrow(/no figure/);
  });
});
