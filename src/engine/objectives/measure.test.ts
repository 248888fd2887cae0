/** Tests measuring in blocks and over a crew: the scores are those of all examples. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { tasks } from '../../tasks/index.ts';
import { unanswered } from '../../tasks/unanswered.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { inputExamples, ownBlocks } from '../examples/examples.ts';
import { crewsOf } from '../testing/crew.ts';
import { batchFrom, classLabels, noWatch, toyImages } from '../testing/toy.ts';
import { objectiveOf } from './index.ts';
import { measure } from './measure.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const classes = 12;
const set = toyImages({ count: 37, inputShape: [3, 4, 1], classes, seed: 6 });
const inputsAgain: ExampleSet = { ...set, targets: { kind: 'input' } };
/** Returns the pixels themselves as potentials. */
const pixels = ({ value }: { readonly value: tf.Tensor }) => tf.reshape(value, [-1, classes]);

test.each([
  ['classification', set],
  ['reconstruction', inputsAgain],
])('%s: no crew changes the scores, and blocks only the last digits', async (task, examples) => {
  const objective = objectiveOf(task);
  const options = { objective, phase: 'validating' as const, watch: noWatch };
  const before = tf.memory().numTensors;
  const whole = await measure(pixels, inputExamples(examples), { ...options, batchSize: 37 });
  const blocks = await measure(pixels, inputExamples(examples), { ...options, batchSize: 5 });
  for (const [id, score] of Object.entries(whole)) expect(blocks[id]).toBeCloseTo(score, 12);
  // Of eight blocks three members have 2, 3 and 3; ten members leave two without any.
  for (const size of [2, 3, 8, 10]) {
    const members = await Promise.all(
      crewsOf(size).map((crew) =>
        measure(pixels, ownBlocks(examples, 5, crew), { ...options, batchSize: 5, crew }),
      ),
    );
    for (const scores of members) expect(scores).toEqual(blocks);
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('the accuracy of the pixels is what counting by hand gives', async () => {
  const options = { objective: objectiveOf('classification'), phase: 'validating' as const, watch: noWatch };
  const { accuracy } = await measure(pixels, inputExamples(set), { ...options, batchSize: 10 });
  const { x } = batchFrom(set, 0, set.count);
  const brightest = [...tf.tidy(() => tf.argMax(tf.reshape(x, [set.count, classes]), 1).dataSync())];
  x.dispose();
  const labels = classLabels(set);
  expect(accuracy).toBe(brightest.filter((found, i) => found === labels[i]).length / set.count);
});

test('nothing is left behind where watching ends the work', async () => {
  const before = tf.memory().numTensors;
  let seen = 0;
  const watch = async () => {
    if (++seen === 2) throw new Error('enough');
  };
  const options = { objective: objectiveOf('classification'), phase: 'validating' as const, watch };
  await expect(measure(pixels, inputExamples(set), { ...options, batchSize: 8 })).rejects.toThrow('enough');
  expect(tf.memory().numTensors).toBe(before);
});

test('every task has its objective, and an unknown one is refused by name', () => {
  for (const { id, lead, metrics } of tasks) {
    const objective = objectiveOf(id);
    const sums = new Float64Array(objective.sumCount).fill(1);
    const measured = Object.keys(objective.scores(sums, 1));
    expect(measured).toEqual(expect.arrayContaining(['loss', lead]));
    expect(['loss', ...metrics.map((metric) => metric.id), unanswered]).toEqual(
      expect.arrayContaining(measured),
    );
  }
  expect(() => objectiveOf('juggling')).toThrow('the engine has no objective for the task “juggling”');
  expect(() => objectiveOf('toString')).toThrow('the engine has no objective for the task “toString”');
});
