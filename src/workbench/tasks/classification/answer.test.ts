import { describe, expect, it } from 'vitest';
import { article, decidedAfter, isWrong, leaderAt, potentialRange, shownClasses, verdict } from './answer.ts';

const potentials = Float32Array.of(1, 0, 0, /**/ 1, 2, 0, /**/ 2, 1, 0, /**/ 2, 3, 0, /**/ 2, 4, 0);

const classNames = Array.from('0123456789');
const told = (annPrediction: number | null, snnPrediction: number, label: number | null) =>
  verdict({ classNames, annPrediction, snnPrediction, label });

describe('the answer, step by step', () => {
  it('finds the leader of a step', () => {
    expect(leaderAt(potentials, 3, 0)).toBe(0);
    expect(leaderAt(potentials, 3, 4)).toBe(1);
    expect(leaderAt(Float32Array.of(2, 2), 2, 0)).toBe(0);
  });

  it('decides where the winner leads for good, not where it led first', () => {
    expect(decidedAfter(potentials, 3)).toBe(4);
    expect(decidedAfter(Float32Array.of(1, 0, 2, 0), 2)).toBe(1);
    expect(decidedAfter(Float32Array.of(1, 0, 0, 2), 2)).toBe(2);
    expect(decidedAfter(new Float32Array(0), 10)).toBe(0);
  });

  it('keeps zero within the range', () => {
    expect(potentialRange(Float32Array.of(2, 3))).toEqual({ low: 0, high: 3 });
    expect(potentialRange(Float32Array.of(-2, -1))).toEqual({ low: -2, high: 0 });
  });

  it('says who agrees and who is right', () => {
    expect(told(3, 3, 3)).toBe('ANN and SNN agree: 3, right.');
    expect(told(3, 3, 8)).toBe('ANN and SNN agree: 3, but it is an 8.');
    expect(told(3, 8, 3)).toBe('They differ: ANN 3, SNN 8. It is a 3.');
    expect(told(3, 3, null)).toBe('ANN and SNN agree: 3.');
  });

  it('says what the SNN says where the ANN is not kept', () => {
    expect(told(null, 3, 3)).toBe('The SNN says 3, right.');
    expect(told(null, 3, 8)).toBe('The SNN says 3, but it is an 8.');
    expect(told(null, 3, null)).toBe('The SNN says 3.');
    expect(told(3, 8, null)).toBe('They differ: ANN 3, SNN 8.');
  });

  it('calls classes by their names', () => {
    const names = { classNames: ['cat', 'owl'], annPrediction: 0, snnPrediction: 0, label: 1 };
    expect(verdict(names)).toBe('ANN and SNN agree: cat, but it is an owl.');
    expect([article('8'), article('11'), article('18'), article('1'), article('80')]).toEqual([
      'an',
      'an',
      'an',
      'a',
      'an',
    ]);
  });

  it('says that there is no answer where the outputs are no numbers', () => {
    const none = { classNames, annPrediction: 3, snnPrediction: 'none', label: 0 } as const;
    expect(verdict(none)).toBe('The SNN gives no answer: its outputs are no numbers.');
    expect(isWrong(none)).toBe(true);
    expect(verdict({ ...none, annPrediction: 'none', snnPrediction: 3, label: 3 })).toBe(
      'They differ: ANN no class, SNN 3. It is a 3.',
    );
    const zeros = { snnProbabilities: new Float32Array(20), annPrediction: 'none' } as const;
    expect(shownClasses(zeros)).toHaveLength(10);
  });

  it('is wrong where it names another class than the true one', () => {
    expect(isWrong({ label: 3, snnPrediction: 8 })).toBe(true);
    expect(isWrong({ label: 3, snnPrediction: 3 })).toBe(false);
    expect(isWrong({ label: null, snnPrediction: 3 })).toBe(false);
  });
});

describe('the classes that have bars', () => {
  it('are all of a few', () => {
    const few = { snnProbabilities: new Float32Array(12), annPrediction: 3 };
    expect(shownClasses(few)).toHaveLength(12);
  });

  it('are the surest of many, the ANN’s choice among them', () => {
    const snnProbabilities = Float32Array.from({ length: 100 }, (_, c) => (c % 10 === 5 ? 1 - c / 1000 : 0));
    expect(shownClasses({ snnProbabilities, annPrediction: 5 })).toEqual([
      5, 15, 25, 35, 45, 55, 65, 75, 85, 95,
    ]);
    expect(shownClasses({ snnProbabilities, annPrediction: 7 })).toEqual([
      5, 7, 15, 25, 35, 45, 55, 65, 75, 85,
    ]);
  });
});
