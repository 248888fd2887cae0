import { expect, test } from 'vitest';
import type { LayerDiagnostics } from '../../runs/records/report.ts';
import { taskOf } from '../../tasks/index.ts';
import { type HealthRow, healthOf } from './health-words.ts';

const task = taskOf('classification');
const patience = { counter: 0, patience: 3, bestEpoch: 0 };
const live = { stage: 1, layer: 'conv1', ended: false, diagnostics: null, patience };

const row = (stage: number, accuracy: number, loss: number, trainLoss: number | null = loss): HealthRow => ({
  stage,
  layer: `layer ${stage}`,
  trainLoss,
  validation: { accuracy, loss },
});

/** A layer of which this share of pairs is zero in the ANN, and this share sends no spike. */
const layer = (zero: number, silent: number) =>
  ({ silentFraction: silent, histogram: { zeros: 1000 * zero, total: 1000 } }) as LayerDiagnostics;

test('nothing is said before anything is known', () => {
  expect(healthOf(live, [], task, 10)).toBeNull();
  expect(healthOf(live, [row(1, 0.9, 0.3)], task, 10)).toBeNull();
});

test('a loss that falls, and one that does not, with the epochs that are left', () => {
  const falling = [row(1, 0.9, 0.3), row(1, 0.92, 0.2)];
  expect(healthOf(live, falling, task, 10)).toEqual({
    state: 'well',
    words: 'Tuning conv1: the validation loss is falling.',
  });
  const rising = [row(1, 0.9, 0.2), row(1, 0.92, 0.3)];
  const used = { ...live, patience: { ...patience, counter: 2 } };
  expect(healthOf(used, rising, task, 10)?.words).toBe(
    'Tuning conv1: the validation loss did not fall. After 1 more epoch without a gain the stage ends.',
  );
  const pretraining = { ...live, stage: 0, layer: null };
  expect(healthOf(pretraining, [row(0, 0.9, 0.3), row(0, 0.92, 0.2)], task, 10)?.words).toBe(
    'Training the ANN: the validation loss is falling.',
  );
});

test('rows of another stage say nothing of this one', () => {
  expect(healthOf({ ...live, stage: 2 }, [row(1, 0.9, 0.3), row(2, 0.5, 0.9)], task, 10)).toBeNull();
});

test('a loss that is no number comes first', () => {
  const rows = [row(1, 0.1, Number.NaN)];
  expect(healthOf({ ...live, diagnostics: layer(0.5, 1) }, rows, task, 10)).toMatchObject({
    state: 'ill',
    words: expect.stringMatching(/no longer a number.* lower learning rate/),
  });
  expect(healthOf(live, [row(1, 0.1, 2, Number.POSITIVE_INFINITY)], task, 10)?.state).toBe('ill');
});

test('a layer is silent by what is above 0 in the ANN, not by what is zero there', () => {
  const rows = [row(1, 0.9, 0.3)];
  expect(healthOf({ ...live, diagnostics: layer(0.97, 0.98) }, rows, task, 10)).toBeNull();
  expect(healthOf({ ...live, diagnostics: layer(0.5, 0.98) }, rows, task, 10)).toMatchObject({
    state: 'ill',
    words: expect.stringMatching(/^conv1 is nearly silent: 96 % of its activations above 0/),
  });
  // Once the stage has ended its first measurements are old.
  expect(healthOf({ ...live, ended: true, diagnostics: layer(0.5, 0.98) }, rows, task, 10)).toBeNull();
});

test('guessing is said with the stage since when, in a conversion alone and with classes alone', () => {
  const rows = [row(0, 0.98, 0.1), row(1, 0.97, 0.1), row(2, 0.12, 2), row(3, 0.1, 2)];
  expect(healthOf({ ...live, stage: 3 }, rows, task, 10)).toMatchObject({
    state: 'ill',
    words: expect.stringMatching(/^About as good as a guess \(10\.0\s%\) since stage 2\./u),
  });
  expect(healthOf({ ...live, stage: 3 }, rows, task, 0)).toBeNull();
  expect(healthOf({ ...live, stage: 0 }, [row(0, 0.1, 2)], task, 10)).toBeNull();
  const back = [...rows, row(3, 0.9, 0.5)];
  expect(healthOf({ ...live, stage: 3 }, back, task, 10)?.state).toBe('well');
});
