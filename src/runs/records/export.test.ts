import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classification } from '../../tasks/classification.ts';
import { reconstruction } from '../../tasks/reconstruction.ts';
import { parseSpec, presetSpec } from '../spec/spec.ts';
import { csvText, metricsCsv, reportJson, runName } from './export.ts';
import type { EpochRow, RunReport } from './report.ts';

const row: EpochRow = {
  stage: 1,
  layer: 'conv1',
  epoch: 0,
  learningRate: null,
  trainLoss: null,
  validation: { loss: 0.1, accuracy: 0.9875 },
  test: null,
  patienceCounter: null,
  seconds: 1.5,
};

test('a header with units, a row an epoch, the time last', () => {
  expect(
    metricsCsv(
      [row, { ...row, epoch: 1, learningRate: 1e-7, trainLoss: 1 / 3, patienceCounter: 2 }],
      classification,
    ),
  ).toBe(
    'stage,layer,epoch,learning_rate,train_loss [nats],validation_loss [nats],validation_accuracy [0-1],' +
      'test_accuracy [0-1],patience_counter [epochs],time [s]\n' +
      '1,conv1,0,,,0.1,0.9875,,,1.5\n' +
      '1,conv1,1,1e-7,0.3333333333333333,0.1,0.9875,,2,1.5\n',
  );
});

test('columns follow the task, and scores that no row has are left out', () => {
  const [header] = metricsCsv([{ ...row, validation: { loss: 0.02, mse: 0.02 } }], reconstruction).split(
    '\n',
  );
  expect(header).toBe(
    'stage,layer,epoch,learning_rate,train_loss [1],validation_loss [1],validation_mse [1],test_mse [1],' +
      'patience_counter [epochs],time [s]',
  );
  const many = { loss: 0.1, accuracy: 0.5, top5: 0.9 };
  const lines = metricsCsv([row, { ...row, validation: many, test: many }], classification).split('\n');
  expect(lines[0]).toContain(
    ',validation_accuracy [0-1],validation_top5 [0-1],test_accuracy [0-1],test_top5 [0-1],',
  );
  expect(lines.slice(1)).toEqual([
    '1,conv1,0,,,0.1,0.9875,,,,,1.5',
    '1,conv1,0,,,0.1,0.5,0.9,0.5,0.9,,1.5',
    '',
  ]);
  // The lead score has its columns, measured or not.
  expect(metricsCsv([], reconstruction)).toContain(',validation_mse [1],test_mse [1],');
});

test('numbers read back the same; a lost loss is seen', () => {
  fc.assert(
    fc.property(fc.double(), (loss) => {
      const cells = metricsCsv([{ ...row, validation: { ...row.validation, loss } }], classification)
        .split('\n')[1]!
        .split(',');
      expect(Number(cells[5]) + 0).toBe(loss + 0);
    }),
  );
});

test('a layer name with a comma stays one cell', () => {
  expect(metricsCsv([{ ...row, layer: 'a,"b"' }], classification).split('\n')[1]).toMatch(/^1,"a,""b""",0,/);
});

test('a text that spreadsheets would run is a text, and a number is a number', () => {
  const cells = ['=1+1', '+1+1', '-1,0,1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', 'a=1', '-1.5e-3', '-2'];
  expect(csvText([cells])).toBe(`'=1+1,'+1+1,"'-1,0,1",'@SUM(A1),'\t=1,"'\r=1",' =1,'＝1,a=1,-1.5e-3,-2\n`);
  expect(csvText([[-1, -0.5, Number.NaN, Number.NEGATIVE_INFINITY, null]])).toBe('-1,-0.5,NaN,-Infinity,\n');
  fc.assert(
    fc.property(fc.string(), (text) => {
      const [cell] = csvText([[text]]).split('\n');
      expect(/^"?[\t\r ]*[=+\-@]/.test(cell!) && Number.isNaN(Number(text))).toBe(false);
    }),
  );
});

test('the report is JSON, typed arrays as lists, what JSON cannot say as null', () => {
  const report = {
    version: 1,
    failure: null,
    stages: [
      {
        threshold: [0.5],
        before: { activations: new Float32Array([0.5, Number.NaN]), correlation: Number.NaN },
      },
    ],
    seconds: Number.POSITIVE_INFINITY,
    warnings: [],
    checkpoint: undefined,
  };
  const text = reportJson(report as unknown as RunReport);
  expect(JSON.parse(text)).toEqual({
    version: 1,
    failure: null,
    stages: [{ threshold: [0.5], before: { activations: [0.5, null], correlation: null } }],
    seconds: null,
    warnings: [],
  });
  expect(text).toContain('\n        "activations": [0.5, null],\n');
  expect(text.endsWith('}\n')).toBe(true);
});

test('JSON of any JSON value is that value', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(JSON.stringify(JSON.parse(reportJson(value as unknown as RunReport)))).toBe(
        JSON.stringify(value),
      );
    }),
  );
});

test('runs are named by what was changed', () => {
  const base = presetSpec('mnist@1');
  const name = (change: object) => runName(parseSpec({ ...base, ...change }), base);
  expect(name({})).toBe('preset settings');
  expect(name({ timeSteps: 16, patience: 1 })).toBe('Ns 16 · Tp 1');
  expect(name({ percentile: 99, initialPotential: 'half' })).toBe('p99 · V₀ ϑ/2');
  expect(name({ thresholdScope: 'channel', readoutStage: true })).toBe(
    'Threshold per channel · Readout stage on',
  );
  expect(name({ network: '28x28-10', start: 'scratch' })).toBe('28x28-10 · From scratch');
  expect(name({ timeSteps: 4, patience: 1, seed: 2, batchSize: 64, percentile: 99 })).toBe(
    'Ns 4 · p99 · Tp 1 · 2 more',
  );
  expect(name({ weightBits: '4', fanIn: 64 })).toBe('4 bits · fan-in 64');
  expect(name({ weightBits: 'levels', weightLevels: '-1,0,1' })).toBe('a list of levels · levels -1,0,1');
});
