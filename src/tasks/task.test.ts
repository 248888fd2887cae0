/** Tests the list of tasks, and the message of each about a network that does not fit. */
import { describe, expect, test } from 'vitest';
import { classification } from './classification.ts';
import { findTask, taskOf, tasks } from './index.ts';
import { reconstruction } from './reconstruction.ts';
import { separation } from './separation.ts';
import { leadMetric, leadScore, metricOf } from './task.ts';

const digits = {
  title: 'MNIST',
  inputShape: [28, 28, 1],
  classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
};

test('a task is found by its id, and an unknown one is refused with those there are', () => {
  for (const task of tasks) expect(taskOf(task.id)).toBe(task);
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length);
  expect(findTask('toString')).toBeUndefined();
  expect(() => taskOf('juggling')).toThrow(RangeError);
  expect(() => taskOf('juggling')).toThrow(
    'task must be one of classification, reconstruction, separation (got “juggling”)',
  );
});

describe.each(tasks)('$id', (task) => {
  const examples = task.targets === 'voices' ? { ...digits, speech: {} } : digits;

  test('its lead is the first of its metrics, and each metric is found by its id', () => {
    expect(leadMetric(task)).toBe(task.metrics[0]);
    expect(leadMetric(task).id).toBe(task.lead);
    const all = [task.loss, ...task.metrics];
    expect(task.loss.id).toBe('loss');
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const metric of all) expect(metricOf(task, metric.id)).toBe(metric);
    expect(() => metricOf(task, 'beauty')).toThrow(
      `${task.id} is measured by ${all.map(({ id }) => id).join(', ')} (got “beauty”)`,
    );
  });

  test('its lead score is read from scores, and is not a number where they lack it', () => {
    expect(leadScore(task, { loss: 0.5, [task.lead]: 0.25 })).toBe(0.25);
    expect(leadScore(task, { loss: 0.5 })).toBeNaN();
  });

  test('a network of as many outputs as it says fits, and one of one more does not', () => {
    const outputs = task.outputs(examples);
    expect(task.misfit(outputs, examples)).toBeNull();
    if (examples === digits) expect(task.misfit(outputs + 1, examples)).toContain('MNIST');
  });
});

test('classification says how many classes there are', () => {
  expect(classification.outputs(digits)).toBe(10);
  expect(classification.misfit(11, digits)).toBe('MNIST has 10 classes, not 11 outputs');
});

test('reconstruction says how many values an input has', () => {
  expect(reconstruction.outputs(digits)).toBe(784);
  expect(reconstruction.misfit(10, digits)).toBe(
    'an input of MNIST has 784 values (28×28×1), not 10 outputs',
  );
  expect(reconstruction.outputs({ ...digits, inputShape: [1, 5, 3] })).toBe(15);
});

test('separation takes speech of any length, and nothing else', () => {
  expect(separation.misfit(1, digits)).toBe('MNIST is not speech');
  for (const outputs of [1, 1000])
    expect(separation.misfit(outputs, { ...digits, title: 'Voices', speech: {} })).toBeNull();
});
