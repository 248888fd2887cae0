/** Tests that what is kept of the lessons is read back, and that anything else begins anew. */
import { describe, expect, it } from 'vitest';
import { atBeginning, nothingYet, type Progress, parseProgress, progressIn } from './progress.ts';

const kept: Progress = {
  version: 1,
  lessons: {
    steps: {
      step: 3,
      done: ['converted'],
      predictions: { two: { said: 60, was: '13.7 %', right: false } },
      runs: [],
      seen: { two: { untuned: '13.7 %' } },
    },
  },
  before: { link: '#v=1&preset=mnist@3', run: null },
};

describe('the progress', () => {
  it('is read back as it was kept', () => {
    expect(parseProgress(JSON.stringify(kept))).toEqual(kept);
    expect(progressIn(kept, 'steps').step).toBe(3);
    expect(progressIn(kept, 'dip')).toEqual(atBeginning);
  });

  it('kept before figures were is read too', () => {
    const { seen: _, ...older } = kept.lessons.steps!;
    const read = parseProgress(JSON.stringify({ ...kept, lessons: { steps: older } }));
    expect(read).toEqual({ ...kept, lessons: { steps: { ...older, seen: {} } } });
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['another version', JSON.stringify({ ...kept, version: 2 })],
    ['a step that cannot be', JSON.stringify(kept).replace('"step":3', '"step":-3')],
    ['an unknown lesson', JSON.stringify(kept).replace('"steps"', '"lambs"')],
  ])('begins anew after %s', (_, text) => {
    expect(parseProgress(text)).toEqual(nothingYet);
  });
});
