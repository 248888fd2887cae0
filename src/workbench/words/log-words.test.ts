import { expect, test } from 'vitest';
import type { RunEvent } from '../../runs/records/events.ts';
import { logWords } from './log-words.ts';

const words = (event: unknown, task: string) =>
  logWords(event as RunEvent, { task })?.words.replaceAll('\u00a0', ' ');

test('the log tells the lead score of the run’s task', () => {
  const ended = (converted: object, kept: object) => ({
    type: 'stageEnded',
    report: { stage: 1, layer: 'fc1', converted, kept, epochs: 3, endedBy: 'patience' },
  });
  expect(words(ended({ accuracy: 0.913 }, { accuracy: 0.982 }), 'classification')).toBe(
    'Stage 1, fc1: 91.3 % → 98.2 % in 3 epochs (patience used up).',
  );
  expect(words(ended({ mse: 0.021 }, { mse: 0.0083 }), 'reconstruction')).toBe(
    'Stage 1, fc1: MSE 0.0210 → 0.00830 in 3 epochs (patience used up).',
  );
});

test('the last line tells the test score and what conversion did to it', () => {
  const finished = (ann: object, snn: object) => ({
    type: 'runFinished',
    report: { seconds: 8, ann: { test: ann }, snn: { test: snn, testCount: 10_000 } },
  });
  expect(words(finished({ accuracy: 0.9865 }, { accuracy: 0.9838 }), 'classification')).toBe(
    'Finished in 8 s: 98.38 % (−0.3 points).',
  );
  expect(words(finished({ mse: 0.0075 }, { mse: 0.0079 }), 'reconstruction')).toBe(
    'Finished in 8 s: MSE 0.00790 (+0.000400).',
  );
});
