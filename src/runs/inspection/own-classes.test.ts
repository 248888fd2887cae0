/** Tests imported data with more classes than a report has a confusion matrix for. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import { bytesFile } from '../../datasets/archives/named-file.ts';
import { usualOptions } from '../../datasets/formats/format.ts';
import { createImageDecoder } from '../../datasets/formats/images/decoder.ts';
import type { OwnSet } from '../../datasets/own/own-set.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { ownSource } from '../../datasets/own/source.ts';
import { bytesOfText } from '../../datasets/testing/archives.ts';
import { importExamples } from '../../datasets/testing/examples.ts';
import { compileJpeg } from '../../datasets/testing/jpeg-module.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import { createControl } from '../execution/control.ts';
import { execute } from '../execution/execute.ts';
import type { RunEvent } from '../records/events.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { createSimulationDesk } from './desk/desk.ts';

const classes = 120;
const each = 6;
/** Each class has a place of its own on a plane, which is easier to learn for some than others. */
const table = [
  'x,y,label',
  ...Array.from({ length: classes * each }, (_, i) => {
    const k = i % classes;
    return `${Math.cos(k)},${Math.sin(k * 1.7)},thing ${k}`;
  }),
].join('\n');

let set: OwnSet;
let spec: RunSpec;
let finished: RunEvent & { type: 'runFinished' };

beforeAll(async () => {
  set = await importExamples('things.csv', [bytesFile('things.csv', bytesOfText(table))], {
    images: createImageDecoder(compileJpeg),
    options: usualOptions,
    tell: () => {},
  });
  datasetShelf.offer([ownSource(set, async () => set)]);
  spec = parseSpec({
    ...presetSpec('first-look@3'),
    dataset: ownId(set.hash),
    network: `${set.inputShape.join('x')}-16-${classes}`,
    start: 'scratch',
    trainCount: 64,
    validationCount: 32,
    testCount: 0,
    batchSize: 32,
    calibrationCount: 32,
    timeSteps: 2,
    maxStageEpochs: 1,
    pretrainEpochs: 2,
    backend: 'wasm',
    workers: 1,
  });
  const events: RunEvent[] = [];
  await execute('run', spec, testSurroundings, createControl(), (event) => events.push(event));
  finished = events.at(-1) as typeof finished;
});
afterAll(() => datasetShelf.offer([]));

test('a report has the most confused pairs of many classes, and no matrix', () => {
  const { snn, data } = finished.report;
  expect(data.file).toMatchObject({ name: 'things.csv', bytes: table.length });
  expect(snn!.confusion).toBeUndefined();
  const pairs = snn!.confusedPairs!;
  const wrong = Math.round((1 - snn!.test.accuracy!) * snn!.testCount);
  expect(pairs.reduce((sum, { count }) => sum + count, 0)).toBe(wrong);
  expect(pairs.length).toBeGreaterThan(5);
  expect(pairs.map(({ count }) => count)).toEqual(pairs.map(({ count }) => count).toSorted((a, b) => b - a));
});

test('the desk finds the next test example of a class', async () => {
  const desk = createSimulationDesk({
    open: () => openNodeBackend('wasm'),
    read: () => Promise.reject(new Error('no file is read')),
    engine: 'tfjs',
    host: 'a test',
  });
  const { dataset, task, network, start, preset, seed } = spec;
  const origin = { dataset, task, network, start, preset, seed };
  const opened = await desk.open({ kind: 'file', origin, bytes: finished.network });
  expect(opened.ok).toBe(true);
  const places = [...set.test.labels].flatMap((label, i) => (label === set.test.labels[3] ? [i] : []));
  const label = set.test.labels[3]!;
  const next = async (index: number) => desk.nextOfClass(label, index);
  for (const [at, place] of places.entries())
    expect(await next(place)).toEqual({ ok: true, value: places[(at + 1) % places.length] });
  const absent = [...set.classNames.keys()].find((k) => !set.test.labels.includes(k));
  expect(await desk.nextOfClass(absent ?? classes, 0)).toEqual({ ok: true, value: null });
  const sample = await desk.inspect({ kind: 'test', index: places[0]! });
  expect(sample.ok && sample.value.answer).toMatchObject({ label, classNames: set.classNames });
});
