/**
 * Checks every lesson as it is built: its parts of the page exist, its settings can be run, its
 * figures, terms and conditions are known, its texts are short, and each number in them has a
 * reason.
 */
import { describe, expect, it } from 'vitest';
import { fields } from '../../runs/spec/fields.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { answerOf, type FigureSettings } from '../neuron/figure.ts';
import { anchorNames } from '../shared/anchor.ts';
import { terms } from '../words/glossary/terms.ts';
import { lessons } from './content/index.ts';
import { asksToDo, isDone } from './done.ts';
import type { Facts } from './facts.ts';
import { isFigureName } from './figures.ts';
import { type Condition, type Lesson, lessonIds, type Step } from './lesson.ts';
import { specOf, valueProblem } from './settings-of.ts';
import { numbersOf, reasons } from './testing/numbers.ts';
import { piecesOf } from './text.ts';

const figureAtFirst: FigureSettings = {
  activation: 0.55,
  upperBound: 1,
  timeSteps: 4,
  initialPotential: 'zero',
  coding: 'firstStep',
  seed: 1,
  full: 1.5,
};

const sources = Object.values(
  import.meta.glob<string>(['../**/*.tsx', '!./**'], { query: '?raw', import: 'default', eager: true }),
).join('\n');

const every: (readonly [string, Lesson, Step])[] = lessons.flatMap((lesson) =>
  lesson.steps.map((step) => [`${lesson.id} ${step.id}`, lesson, step] as const),
);

/** Returns every text of a step. */
function textsOf({ title, text, todo, see, why, predict }: Step): string[] {
  const options = predict?.kind === 'choice' ? predict.options.map(({ words }) => words) : [];
  return [title, ...text, todo, ...(see ?? []), why?.text, predict?.ask, ...options].filter(
    (found) => found !== undefined,
  );
}

function conditionsIn(condition: Condition): readonly Condition[] {
  return condition.is === 'all' ? condition.of.flatMap(conditionsIn) : [condition];
}

describe('the lessons', () => {
  it('are the seven of the list, each with five to eight steps of their own', () => {
    expect(lessons.map(({ id }) => id)).toEqual([...lessonIds]);
    for (const { steps } of lessons) {
      expect(steps.length).toBeGreaterThanOrEqual(5);
      expect(steps.length).toBeLessThanOrEqual(8);
      expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
    }
  });

  it('say in one sentence what they are about', () => {
    for (const { summary } of lessons) {
      expect(summary).toMatch(/^[A-Z].*[.?]$/);
      expect(summary.length).toBeLessThanOrEqual(110);
    }
  });
});

describe('the parts of the page', () => {
  it.each(anchorNames)('%s is drawn somewhere', (name) => {
    expect(sources.includes(`anchor('${name}')`)).toBe(true);
  });

  it.each(every)('%s speaks of one that there is', (_, __, { anchor }) => {
    const known = anchor.startsWith('setting:')
      ? anchor.slice('setting:'.length) in fields
      : (anchorNames as readonly string[]).includes(anchor);
    expect(known).toBe(true);
  });
});

describe('the settings', () => {
  it.each(every)('of %s can be run, and those to try are in range', (_, __, { setUp, tries, done }) => {
    if (setUp) expect(() => specOf(setUp)).not.toThrow();
    for (const value of tries?.values ?? []) expect(valueProblem(tries!.field, value)).toBeNull();
    // Whatever is moved by the step has to be free in its settings.
    const moved = conditionsIn(done).flatMap((condition) => {
      if (condition.is === 'setting') return [condition.field];
      if (condition.is === 'tried') return [condition.field];
      return condition.is === 'changed' ? condition.fields : [];
    });
    const free = setUp?.settings ? Object.keys(setUp.settings) : [];
    for (const field of [...moved, ...(tries ? [tries.field] : [])])
      expect([...(setUp?.free ?? []), ...free]).toContain(field);
  });

  it.each(every)('%s waits for nothing that its settings cannot bring', (_, __, { setUp, done }) => {
    for (const { is } of conditionsIn(done)) {
      if (is === 'ran' || is === 'stages') expect(setUp?.shows).toBe('run');
      if (is === 'setting' || is === 'changed' || is === 'measured' || is === 'tried')
        expect(setUp?.shows).toBe('settings');
    }
  });
});

describe('what is to be set', () => {
  it.each(every)('in %s is set by its buttons, or by its set-up', (_, __, { setUp, tries, done }) => {
    for (const condition of conditionsIn(done)) {
      if (condition.is === 'tried')
        expect(tries?.values).toEqual(expect.arrayContaining([...condition.values]));
      if (condition.is !== 'setting') continue;
      const { field, atLeast = -1e9, atMost = 1e9 } = condition;
      const begun = (setUp?.free ?? []).includes(field) || !setUp ? [] : [specOf(setUp)[field]];
      const values = [...(tries?.field === field ? tries.values : []), ...begun].map(Number);
      expect(values.some((value) => value >= atLeast && value <= atMost)).toBe(true);
    }
  });
});

describe('what is to be done', () => {
  it.each(every)('in %s is not done before it is begun', (_, __, step) => {
    const { setUp, opens, neuron, done } = step;
    if (!asksToDo(done)) return;
    const settings: FigureSettings = { ...figureAtFirst, ...neuron };
    const facts: Facts = {
      spec: setUp ? specOf(setUp) : presetSpec('first-look@3'),
      shown: null,
      underWay: false,
      stageTab: opens?.stage ?? null,
      progressTab: opens?.progress ?? null,
      layer: opens?.layer ?? null,
      untuned: { score: 0.5, annScore: 1, examples: 300, timeSteps: 4 },
      curve: [],
      scores: new Map(),
      open: null,
      losses: null,
      neuron: { settings, answer: answerOf(settings) },
    };
    expect(isDone(step, facts, { predicted: true, passed: false })).toBe(false);
    // Where the figure is to be moved, the step says from where.
    if (done.is === 'neuron') expect(neuron).toBeDefined();
  });
});

describe('the texts', () => {
  it.each(every)('of %s are short', (_, __, step) => {
    expect(step.title.length).toBeLessThanOrEqual(40);
    for (const text of textsOf(step)) expect(text.length, text).toBeLessThanOrEqual(330);
    const words = step.text.join(' ').split(/\s+/).length;
    expect(words, 'words before anything is done').toBeLessThanOrEqual(95);
    if (step.predict) expect(step.predict.ask.length).toBeLessThanOrEqual(130);
  });

  it.each(every)('of %s use figures and terms that there are', (_, __, step) => {
    const named = step.predict?.figure ? [`{${step.predict.figure}}`] : [];
    for (const text of [...textsOf(step), ...named])
      for (const piece of piecesOf(text)) {
        if (piece.kind === 'figure')
          expect(isFigureName(piece.figure.split(':')[0]!), piece.figure).toBe(true);
        if (piece.kind === 'term') expect(Object.keys(terms)).toContain(piece.term);
        if (piece.kind === 'plain') expect(piece.words).not.toMatch(/[{}[\]*]/);
      }
  });

  it.each(every)('of %s tell what to do wherever something is to be done', (_, __, { done, todo }) => {
    if (done.is !== 'read') expect(todo).toMatch(/\.$/);
  });
});

describe('the numbers in the texts', () => {
  it.each(every)('of %s each have a reason', (_, { id }, step) => {
    const allowed = reasons.filter(({ lesson, step: of }) => lesson === id && of === step.id);
    expect(numbersOf(textsOf(step))).toEqual(allowed.map(({ number }) => number).toSorted());
  });

  it('are no longer listed when the text has lost them', () => {
    const known = new Set(every.map(([, { id }, step]) => `${id} ${step.id}`));
    for (const { lesson, step } of reasons) expect(known).toContain(`${lesson} ${step}`);
  });
});

describe('the predictions', () => {
  it.each(every)('of %s have one right answer, or are matters of opinion', (_, __, { predict }) => {
    if (predict?.kind !== 'choice') return;
    const ids = predict.options.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    if (predict.answer !== null) expect(ids).toContain(predict.answer);
    // With a figure, the options share out all values among them.
    if (predict.figure)
      for (let value = 0; value <= 100; value += 0.5)
        expect(
          predict.options.filter(({ from = -1, below = 1000 }) => value >= from && value < below),
        ).toHaveLength(1);
  });
});

it('no text puts a ± before a figure that begins with one', () => {
  expect(JSON.stringify(lessons)).toContain('{margin}');
  expect(JSON.stringify(lessons)).not.toMatch(/±\s*\{margin/);
});
