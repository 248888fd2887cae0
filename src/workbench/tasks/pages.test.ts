/** Each task has its page, for the kind of answer that the desk gives to its targets. */
import { expect, test } from 'vitest';
import type { SampleAnswer } from '../../runs/inspection/simulation.ts';
import { tasks } from '../../tasks/index.ts';
import type { TargetKind } from '../../tasks/task.ts';
import { answerKindOf, viewsOf, wordsOf } from './index.ts';

const answers: Readonly<Record<TargetKind, SampleAnswer['kind']>> = {
  class: 'class',
  input: 'values',
  array: 'values',
  voices: 'voices',
};

test.each(tasks)('$id', ({ id, targets }) => {
  expect(answerKindOf(id)).toBe(answers[targets]);
  expect(viewsOf(id).search.label).not.toBe('');
  expect(wordsOf(id).diagnosis).toMatch(/\?$/);
});

test('a task that is not there is refused by name', () => {
  expect(() => viewsOf('juggling')).toThrow('got “juggling”');
});
