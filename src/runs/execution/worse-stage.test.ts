import { expect, test } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { worseStage } from './worse-stage.ts';

const spec = presetSpec('first-look@2');
const plain = (words: string | null) => words?.replaceAll('\u00a0', ' ') ?? null;
const ended = (before: object, after: object, of: Partial<typeof spec> = {}) =>
  plain(worseStage({ layer: 'fc3', before: before as never, after: after as never }, { ...spec, ...of }));

test('a stage that is no worse is not worth a word', () => {
  expect(ended({ loss: 1, accuracy: 0.5 }, { loss: 0.5, accuracy: 0.6 })).toBeNull();
  expect(ended({ loss: 1, accuracy: 0.5 }, { loss: 1, accuracy: 0.5 })).toBeNull();
  expect(ended({ loss: Number.NaN, accuracy: Number.NaN }, { loss: 1, accuracy: 0.5 })).toBeNull();
});

test('worse by what its epochs are judged by: keeping epoch 0 would have helped', () => {
  expect(ended({ loss: 0.05, accuracy: 0.986 }, { loss: 0.0612, accuracy: 0.985 })).toBe(
    'fc3: the stage ends worse than it was converted: validation accuracy 98.6 % → 98.5 %, loss 0.0500 → 0.0612. ' +
      'The setting keepUntuned lets it keep its epoch 0.',
  );
  expect(ended({ loss: 1, accuracy: 0.9 }, { loss: 1, accuracy: 0.8 }, { criterion: 'score' })).toMatch(
    /keepUntuned/,
  );
});

test('worse by the other figure alone: it says by which the epochs are judged', () => {
  expect(ended({ loss: 0.06, accuracy: 0.986 }, { loss: 0.05, accuracy: 0.985 })).toMatch(
    /98\.6 % → 98\.5 %, loss 0\.0600 → 0\.0500\. Its epochs are judged by the loss, which did not rise \(criterion\)\.$/,
  );
  expect(ended({ loss: 1, accuracy: 0.8 }, { loss: 2, accuracy: 0.9 }, { criterion: 'score' })).toMatch(
    /Its epochs are judged by the accuracy, which did not fall \(criterion\)\.$/,
  );
});

test('of an error, which is the loss itself, one figure', () => {
  const of = { task: 'reconstruction' };
  expect(ended({ loss: 0.01, mse: 0.01 }, { loss: 0.02, mse: 0.02 }, of)).toBe(
    'fc3: the stage ends worse than it was converted: validation mean squared error 0.0100 → 0.0200. ' +
      'The setting keepUntuned lets it keep its epoch 0.',
  );
  expect(ended({ loss: 0.02, mse: 0.02 }, { loss: 0.01, mse: 0.01 }, of)).toBeNull();
});
