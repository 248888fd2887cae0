import { expect, test } from 'vitest';
import { parseNotation } from '../../../networks/notation.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { checkDraft } from './check.ts';
import { draftOf } from './draft.ts';
import { removeRow } from './edits.ts';
import { specWith, standingOf } from './standing.ts';

const spec = presetSpec('first-look@3');
const draftOfText = (notation: string) => draftOf(parseNotation(notation));
const standing = (notation: string, of = spec) => {
  const draft = draftOfText(notation);
  return standingOf(draft, checkDraft(draft), of);
};

test('the preset’s own network keeps its weights, any other one is trained from scratch', () => {
  expect(standing(spec.network)).toEqual({ problem: null, notes: [] });
  expect(standing('28x28-c8s2-10')).toEqual({
    problem: null,
    notes: ['It is trained from scratch: the shipped weights are another network’s.'],
  });
  expect(standing('28x28-c8s2-10', { ...spec, start: 'scratch' })).toEqual({ problem: null, notes: [] });
  expect(specWith(spec, '28x28-c8s2-10').start).toBe('scratch');
});

test.each([
  ['28x28-c8s2d2-10', 'One row cannot be used as it is.'],
  ['28x28-c8s2d2-c8s2d2-10', '2 rows cannot be used as they are.'],
  ['32x32x3-c8s2-10', 'network: inputs of MNIST'],
  ['28x28-c8s2-12', 'network: for the task classification, MNIST'],
  ['28x28-60000-2000-60000-10', 'network: 287,640,000 weights; at most 268,435,456'],
])('%s cannot be used', (notation, words) => {
  expect(standing(notation).problem).toContain(words);
});

test('a network that no link can hold is refused', () => {
  const long = `28x28${'-c10000k11x13s1'.repeat(35)}-10`;
  expect(standing(long).problem).toMatch(/^network must be .* 500 characters/);
});

test('a rule with other settings is a note, since those can change', () => {
  const surrogate = { ...spec, method: 'surrogate', start: 'scratch', timeSteps: 64, groups: 1 } as const;
  const { problem, notes } = standing('28x28-c256s1-c256s1-10', { ...surrogate, batchSize: 512 });
  expect(problem).toBeNull();
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/^timeSteps: .*layer conv2/);
  const pooled = standing('28x28-c8s2-m2-10', { ...spec, start: 'scratch' });
  expect(pooled.problem).toBeNull();
  expect(pooled.notes).toEqual([expect.stringMatching(/^network: output: the max pooling .* firing window/)]);
});

test('without rows there is nothing to use', () => {
  const draft = removeRow(draftOfText('28x28-10'), 1);
  expect(standingOf(draft, checkDraft(draft), spec).problem).toBe(
    'A network needs at least an output layer.',
  );
});
