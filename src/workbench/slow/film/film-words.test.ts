/** Tests what is said of the answer at a step. */
import { expect, test } from 'vitest';
import type { ClassAnswer } from '../../../runs/inspection/simulation.ts';
import { answerWords } from './film-words.ts';

const answer = {
  kind: 'class',
  classNames: ['cat', 'dog'],
  label: 1,
  annProbabilities: null,
  snnProbabilities: Float32Array.from([0.1, 0.9]),
  annPrediction: null,
  snnPrediction: 1,
} satisfies ClassAnswer;

// Leaders after each step: dog, cat, cat, dog, dog.
const told = {
  answer,
  outputs: 2,
  outputPotentials: Float32Array.from([0, 1, 2, 1, 3, 2, 3, 4, 3, 5]),
  timeSteps: 5,
  layers: [],
};

test.each([
  [0, 'The image is still outside'],
  [1, 'Answer so far: dog, new at this step. It will change again.'],
  [3, 'Answer so far: cat, since step 2. It will change again.'],
  [4, 'Answer so far: dog, new at this step. It will not change any more.'],
  [5, 'Answer so far: dog, since step 4. It has not changed from step 4 of 5 on.'],
])('after step %i', (step, words) => {
  expect(answerWords(told, step)).toContain(words);
});

test('outputs without an answer are said to be so', () => {
  expect(answerWords({ ...told, answer: { ...answer, snnPrediction: 'none' } }, 2)).toContain('no answer');
  expect(answerWords({ ...told, outputPotentials: new Float32Array(0) }, 2)).toContain(
    'no answer step by step',
  );
});
