import { expect, test } from 'vitest';
import { classification } from '../../tasks/classification.ts';
import { reconstruction } from '../../tasks/reconstruction.ts';
import { noClass } from '../../tasks/unanswered.ts';
import { confusionCsv, predictionsCsv } from './answers-csv.ts';

const names = ['cat', 'dog, large'];

test('of classes, target and answer by name', () => {
  const targets = { kind: 'class', labels: Uint16Array.of(0, 1, 1), classes: 2 } as const;
  const evaluation = { classes: Uint16Array.of(0, 0, 1), each: Float32Array.of(1, 0, 1), outputs: null };
  expect(predictionsCsv({ targets }, evaluation, classification, names)).toBe(
    'index,target,answer\n0,cat,cat\n1,"dog, large",cat\n2,"dog, large","dog, large"\n',
  );
});

test('the outputs of each class where they were kept, unless there are too many', () => {
  const targets = { kind: 'class', labels: Uint16Array.of(1, 0), classes: 2 } as const;
  const found = { classes: Uint16Array.of(1, 0), each: Float32Array.of(1, 1) };
  const outputs = Float32Array.of(-1, 0.5, 2, 0.25);
  expect(predictionsCsv({ targets }, { ...found, outputs }, classification, ['cat', 'dog'])).toBe(
    'index,target,answer,output cat,output dog\n0,dog,dog,-1,0.5\n1,cat,cat,2,0.25\n',
  );
  const many = new Float32Array(2 * 201);
  expect(predictionsCsv({ targets }, { ...found, outputs: many }, classification, ['cat', 'dog'])).toBe(
    'index,target,answer\n0,dog,dog\n1,cat,cat\n',
  );
});

test('an example without an answer has an empty one', () => {
  const targets = { kind: 'class', labels: Uint16Array.of(0), classes: 2 } as const;
  const evaluation = { classes: Uint16Array.of(noClass), each: Float32Array.of(0), outputs: null };
  expect(predictionsCsv({ targets }, evaluation, classification, names)).toBe(
    'index,target,answer\n0,cat,\n',
  );
});

test('without classes, the score of each example', () => {
  const evaluation = { classes: null, each: Float32Array.of(0.5, 0.25), outputs: null };
  expect(predictionsCsv({ targets: { kind: 'input' } }, evaluation, reconstruction, names)).toBe(
    'index,mse [1]\n0,0.5\n1,0.25\n',
  );
});

test('a confusion matrix, the true classes as rows', () => {
  const matrix = [
    [5, 1],
    [0, 7],
  ];
  expect(confusionCsv(matrix, names)).toBe('class,cat,"dog, large"\ncat,5,1\n"dog, large",0,7\n');
});
