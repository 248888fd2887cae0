/** Tests the setting `stageBias`: who takes it, and what becomes of it in whole runs. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { problemsIn } from '../../testing/problems.ts';
import { presets } from '../presets/presets.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';
import { changesRun } from './unused-settings.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base: RunSpec = {
  ...presetSpec('first-look@2'),
  ...{ timeSteps: 2, trainCount: 1000, validationCount: 200, testCount: 0 },
  ...{ maxStageEpochs: 0, backend: 'wasm', workers: 1, stageBias: 'corrected' },
};

test('progressive tandem learning alone uses it, on a thousand images at least', () => {
  expect(problemsIn(base)).toEqual([]);
  expect(problemsIn({ ...base, trainCount: 999 })).toEqual([
    'trainCount: a bias is corrected for each channel, which needs at least 1,000 images; use more images, or stageBias kept (got 999)',
  ]);
  expect(changesRun('stageBias', base)).toBe(true);
  expect(changesRun('stageBias', { ...base, method: 'rate' })).toBe(false);
  expect(changesRun('stageBias', { ...base, method: 'calibration' })).toBe(false);
});

test('no preset of the paper’s options corrects biases', () => {
  const older = presets.filter(({ settings }) => settings.thresholdRule === 'percentile');
  expect(older.length).toBeGreaterThan(20);
  for (const { settings } of older) expect(settings.stageBias).toBe('kept');
});

test('untuned, with thresholds of the ANN, it is the calibration', async () => {
  const alike: Partial<RunSpec> = {
    ...{ thresholdRule: 'leastSquares', thresholdScope: 'channel', firing: 'window' },
    ...{ initialPotential: 'half', thresholdFrom: 'ann', calibrationCount: 1000 },
  };
  const ended = async (change: Partial<RunSpec>) => {
    const { report } = await finishedRun(parseSpec({ ...base, ...alike, ...change }));
    return { accuracy: report.snn!.validation.accuracy!, ratio: report.cost!.ratio };
  };
  const corrected = await ended({});
  const calibrated = await ended({ method: 'calibration' });
  expect(corrected.accuracy).toBe(calibrated.accuracy);
  expect(corrected.ratio).toBeCloseTo(calibrated.ratio, 3);
  expect(corrected.accuracy).not.toBe((await ended({ stageBias: 'kept' })).accuracy);
});
