/** Tests whole runs of a network small enough for a test, from the spec to the last event. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import type { ReadFile } from '../../datasets/dataset.ts';
import { engineRevision } from '../../engine/revision.ts';
import { isFullySpiking } from '../../engine/spiking/spiking-network.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { readProvenance } from '../../exchange/provenance.ts';
import { classification } from '../../tasks/classification.ts';
import type { RunEvent } from '../records/events.ts';
import { metricsCsv } from '../records/export.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { createControl, type RunControl } from './control.ts';
import { execute } from './execute.ts';
import type { Surroundings } from './surroundings.ts';

const tiny = parseSpec({
  ...presetSpec('first-look@1'),
  network: '28x28-c2s4-8-10',
  start: 'scratch',
  pretrainEpochs: 2,
  trainCount: 200,
  validationCount: 64,
  testCount: 64,
  calibrationCount: 64,
  batchSize: 50,
  timeSteps: 4,
  patience: 2,
  maxStageEpochs: 2,
  learningRate: 1e-3,
  backend: 'wasm',
});

beforeAll(async () => {
  await openNodeBackend('wasm');
});

type OfType<T extends RunEvent['type']> = Extract<RunEvent, { type: T }>;

interface Ran {
  readonly events: RunEvent[];
  of<T extends RunEvent['type']>(type: T): OfType<T>[];
}

/** Runs to the end. `watch` receives each event as it comes and may give commands. */
async function run(
  spec: RunSpec = tiny,
  watch: (event: RunEvent, control: RunControl) => void = () => {},
  around: Partial<Surroundings> = {},
): Promise<Ran> {
  const events: RunEvent[] = [];
  const control = createControl();
  await execute('run-1', spec, { ...testSurroundings, ...around }, control, (event) => {
    events.push(event);
    watch(event, control);
  });
  return {
    events,
    of: <T extends RunEvent['type']>(type: T) =>
      events.filter((event): event is OfType<T> => event.type === type),
  };
}

const ends = ['runFinished', 'runStopped', 'runFailed'];

/** Expects the properties of every stream, however it ends. */
function expectStream({ events }: Ran, end: string): void {
  expect(events[0]!.type).toBe('runBegan');
  expect(events.filter(({ type }) => type === 'runBegan')).toHaveLength(1);
  expect(events.filter(({ type }) => ends.includes(type)).map(({ type }) => type)).toEqual([end]);
  expect(events.at(-1)!.type).toBe(end);
}

describe('a run to the end', () => {
  let ran: Ran;
  let tensorsLeft: number;
  beforeAll(async () => {
    const before = tf.memory().numTensors;
    ran = await run();
    tensorsLeft = tf.memory().numTensors - before;
  });

  test('one beginning, one end, and everything freed', () => {
    expectStream(ran, 'runFinished');
    expect(tensorsLeft).toBe(0);
  });

  test('the stations come in order', () => {
    const stations = ran.events
      .map(({ type }) => type)
      .filter((type) => !['progress', 'loading', 'scheduler', 'memory', 'eta', 'warning'].includes(type));
    const stage = ['stageBegan', 'epoch', 'epoch', 'epoch', 'stageEnded'];
    expect(stations).toEqual([
      'runBegan',
      'backendReady',
      'datasetLoaded',
      'networkBuilt',
      'epoch',
      'epoch',
      'annReady',
      ...stage,
      ...stage,
      'runFinished',
    ]);
  });

  test('the test of the finished network tells how many images are done, and the time left', () => {
    const all = tiny.validationCount + 10_000;
    const tested = ran.of('progress').flatMap((event) => event.tested ?? []);
    expect(tested.every((told) => told.all === all)).toBe(true);
    const images = tested.map((told) => told.images);
    expect(images).toEqual([...new Set(images)].sort((a, b) => a - b));
    expect(images).toContain(tiny.validationCount);
    expect(images.at(-1)).toBe(all);
    const left = ran.of('eta').filter(({ epochSeconds }) => epochSeconds === null);
    expect(left).toHaveLength(tested.length);
    expect(left.map(({ totalSeconds }) => totalSeconds > 0)).toEqual(images.map((done) => done < all));
  });

  test('each stage has its epoch 0: converted, not yet tuned', () => {
    const rows = ran.of('epoch').map(({ row }) => row);
    expect(rows.map(({ stage, layer, epoch }) => [stage, layer, epoch])).toEqual([
      [0, 'ann', 1],
      [0, 'ann', 2],
      [1, 'conv1', 0],
      [1, 'conv1', 1],
      [1, 'conv1', 2],
      [2, 'fc2', 0],
      [2, 'fc2', 1],
      [2, 'fc2', 2],
    ]);
    for (const row of rows) {
      expect(row.trainLoss === null).toBe(row.epoch === 0);
      expect(row.learningRate === null).toBe(row.epoch === 0);
      expect(row.validation.accuracy).toBeGreaterThanOrEqual(0);
      expect(row.validation.accuracy).toBeLessThanOrEqual(1);
      expect(row.patienceCounter === null).toBe(row.stage === 0);
      expect(row.test).toBeNull();
    }
  });

  test('a stage begins with its threshold, percentiles and histogram', () => {
    for (const { threshold, upperBound, diagnostics } of ran.of('stageBegan')) {
      expect(threshold).toHaveLength(1);
      expect(upperBound[0]! / 4).toBeCloseTo(threshold[0]!, 6);
      const { p99, p999, max } = diagnostics!.percentiles;
      expect([p99, p999, max]).toEqual([p99, p999, max].sort((a, b) => a - b));
      expect(upperBound[0]).toBeCloseTo(p999, 5);
      const { counts, zeros, total } = diagnostics!.histogram;
      expect(counts.reduce((a, b) => a + b, zeros)).toBe(total);
      expect(diagnostics!.images).toBe(64);
    }
  });

  test('the report says what the events said', () => {
    const { report, network } = ran.of('runFinished')[0]!;
    expect(report).toMatchObject({
      version: 2,
      engine: engineRevision,
      runId: 'run-1',
      status: 'finished',
      failure: null,
      spec: tiny,
      seed: tiny.seed,
      backend: 'wasm',
      checkpoint: null,
      data: { name: 'MNIST', train: 200, validation: 64, test: 10000 },
      ann: { testCount: 10000, pretrainEpochs: 2 },
      snn: { testCount: 10000, timeSteps: 4 },
    });
    expect(report.snn!.anytime).toHaveLength(4);
    expect(report.snn!.anytime!.at(-1)).toBe(report.snn!.validation.accuracy);
    expect(report.environment).toMatchObject({ workers: 1, host: 'a test' });
    expect(report.ann).toEqual(ran.of('annReady')[0]!.ann);
    expect(report.epochs).toEqual(ran.of('epoch').map(({ row }) => row));
    expect(report.stages).toEqual(ran.of('stageEnded').map((event) => event.report));
    for (const stage of report.stages) {
      const own = report.epochs.filter((row) => row.stage === stage.stage);
      expect(stage.converted).toEqual(own[0]!.validation);
      expect(stage.kept).toEqual(own[stage.bestEpoch]!.validation);
      expect(stage.epochs).toBe(own.length - 1);
      expect(stage.testCount).toBe(64);
      expect(stage.test!.accuracy).toBeGreaterThanOrEqual(0);
    }
    const { cost } = report;
    expect(cost!.ratio).toBeCloseTo(cost!.snnAccumulates / cost!.annMacs, 12);
    expect(cost!.images).toBe(10000);
    const record = readNetworkFile(network);
    expect(isFullySpiking(record)).toBe(true);
    expect(record.layers.map(({ layer }) => layer.name)).toEqual(['conv1', 'fc2', 'output']);
    // The file a stage leaves is the hybrid of that moment.
    const hybrid = readNetworkFile(ran.of('stageEnded')[0]!.network);
    expect(hybrid.layers.map(({ threshold }) => threshold !== null)).toEqual([true, false, false]);
  });

  test('every network file says which run made it', () => {
    const { report, network } = ran.of('runFinished')[0]!;
    const provenance = readProvenance(network)!;
    expect(provenance).toMatchObject({
      engine: report.engine,
      runId: report.runId,
      seed: report.seed,
      backend: 'wasm',
      checkpoint: null,
      data: { name: 'MNIST', sha256: report.data.sha256 },
    });
    expect(report.data.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(provenance.spec).toMatchObject({ preset: tiny.preset, network: tiny.network, timeSteps: 4 });
    // Nothing of the machine, and nothing that another method would use.
    for (const name of ['workers', 'cacheMegabytes', 'backend', 'leak', 'quantisationSteps'])
      expect(provenance.spec).not.toHaveProperty(name);
    expect(readProvenance(ran.of('stageEnded')[0]!.network)).toEqual(provenance);
  });

  test('the remaining time falls to nothing', () => {
    // Those without epochs are the test's.
    const etas = ran.of('eta').filter(({ epochSeconds }) => epochSeconds !== null);
    expect(etas).toHaveLength(4);
    expect(etas.at(-1)!.totalSeconds).toBe(0);
    for (const { totalSeconds, epochSeconds } of etas) {
      expect(totalSeconds).toBeGreaterThanOrEqual(0);
      expect(epochSeconds).toBeGreaterThan(0);
    }
  });

  test('again on wasm: the same metrics to the byte, the time column aside', async () => {
    const timeless = (rows: Parameters<typeof metricsCsv>[0]) =>
      metricsCsv(rows, classification).replaceAll(/,[^,\n]*$/gm, '');
    const [first, second] = [ran, await run()].map((one) => one.of('runFinished')[0]!);
    expect(timeless(second!.report.epochs)).toBe(timeless(first!.report.epochs));
    expect(timeless(first!.report.epochs).split('\n')[0]).not.toContain('time');
    expect([...second!.network]).toEqual([...first!.network]);
    expect({ ...second!.report.snn, testSeconds: 0 }).toEqual({ ...first!.report.snn, testSeconds: 0 });
  });
});

test('the test curve is drawn when asked for, and the readout stage has no threshold', async () => {
  const spec = parseSpec({ ...tiny, testEachEpoch: true, readoutStage: true, maxStageEpochs: 1 });
  const ran = await run(spec);
  expectStream(ran, 'runFinished');
  for (const { row } of ran.of('epoch')) expect(row.test === null).toBe(row.stage === 0);
  const readout = ran.of('stageBegan').at(-1)!;
  expect(readout).toMatchObject({ stage: 3, layer: 'output', threshold: [], diagnostics: null });
  expect(ran.of('stageEnded')).toHaveLength(3);
});

describe('a rate that makes every epoch worse', () => {
  const spoiling: RunSpec = { ...tiny, learningRate: 0.1, patience: 1, maxStageEpochs: 1 };
  const rounds = ({ of }: Ran) =>
    of('stageEnded').map(({ report: { converted, kept, bestEpoch } }) => ({ converted, kept, bestEpoch }));

  test('an epoch is kept all the same, and a warning says so', async () => {
    const ran = await run(spoiling);
    const worse = rounds(ran).filter(({ converted, kept }) => kept.loss > converted.loss);
    expect(worse.length).toBeGreaterThan(0);
    for (const { bestEpoch } of rounds(ran)) expect(bestEpoch).toBe(1);
    const warnings = ran.of('warning').filter(({ message }) => /ends worse.*keepUntuned/.test(message));
    expect(warnings).toHaveLength(worse.length);
    expect(ran.of('runFinished')[0]!.report.warnings).toEqual(
      expect.arrayContaining(warnings.map(({ message }) => message)),
    );
  });

  test('with keepUntuned epoch 0 is kept, and nothing is warned of', async () => {
    const ran = await run({ ...spoiling, keepUntuned: true });
    expect(rounds(ran).some(({ bestEpoch }) => bestEpoch === 0)).toBe(true);
    for (const { converted, kept, bestEpoch } of rounds(ran)) {
      if (bestEpoch === 0) expect(kept).toEqual(converted);
      expect(kept.loss).toBeLessThanOrEqual(converted.loss);
    }
    expect(ran.of('warning').filter(({ message }) => message.includes('keepUntuned'))).toEqual([]);
  });
});

test('no test images at stage ends: the figure is missing, not 0', async () => {
  const ran = await run(parseSpec({ ...tiny, testCount: 0, maxStageEpochs: 0 }));
  expectStream(ran, 'runFinished');
  expect(ran.of('stageEnded').map(({ report }) => [report.test, report.endedBy])).toEqual([
    [null, 'maxEpochs'],
    [null, 'maxEpochs'],
  ]);
  // All 10,000 are measured at the end all the same.
  expect(ran.of('runFinished')[0]!.report.snn!.testCount).toBe(10000);
});

describe('commands', () => {
  test('stop in stage 2 keeps stage 1 and frees everything', async () => {
    const before = tf.memory().numTensors;
    const ran = await run(tiny, (event, control) => {
      if (event.type === 'epoch' && event.row.stage === 2 && event.row.epoch === 1) control.command('stop');
    });
    expectStream(ran, 'runStopped');
    const { report } = ran.of('runStopped')[0]!;
    expect(report).toMatchObject({ status: 'stopped', failure: null, snn: null, cost: null });
    expect(report.stages.map(({ layer }) => layer)).toEqual(['conv1']);
    expect(report.epochs.at(-1)).toMatchObject({ stage: 2, epoch: 1 });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stop during the test of the finished network is heard after the batch under way', async () => {
    const before = tf.memory().numTensors;
    const ran = await run(tiny, (event, control) => {
      if (event.type === 'progress' && event.tested) control.command('stop');
    });
    expectStream(ran, 'runStopped');
    expect(ran.of('progress').filter(({ tested }) => tested)).toHaveLength(1);
    expect(ran.of('runStopped')[0]!.report).toMatchObject({ snn: null, cost: null });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stop before anything was computed', async () => {
    const ran = await run(tiny, (event, control) => {
      if (event.type === 'runBegan') control.command('stop');
    });
    expectStream(ran, 'runStopped');
    expect(ran.of('runStopped')[0]!.report).toMatchObject({ stages: [], epochs: [] });
  });

  test('pause, then epoch by epoch and a stage at once', async () => {
    const answers = ['epoch', 'epoch', 'stage', 'stage', 'resume'] as const;
    let paused = 0;
    const ran = await run(tiny, (event, control) => {
      if (event.type === 'annReady') control.command('pause');
      // Not from inside the event: the run waits only after it has been told.
      if (event.type === 'paused') setTimeout(() => control.command(answers[paused++]!));
    });
    expectStream(ran, 'runFinished');
    const story = ran.events.flatMap((event) => {
      if (event.type === 'epoch' && event.row.stage > 0) return [`${event.row.stage}.${event.row.epoch}`];
      return event.type === 'paused' || event.type === 'stageEnded' ? [event.type] : [];
    });
    expect(story).toEqual([
      'paused',
      '1.0',
      '1.1',
      'paused',
      '1.2',
      'paused',
      'stageEnded',
      'paused',
      '2.0',
      '2.1',
      '2.2',
      'stageEnded',
      'paused',
    ]);
    expect(ran.of('resumed')).toHaveLength(5);
  });

  test('stop while paused', async () => {
    const ran = await run(tiny, (event, control) => {
      if (event.type === 'annReady') control.command('pause');
      if (event.type === 'paused') setTimeout(() => control.command('stop'));
    });
    expectStream(ran, 'runStopped');
  });

  test('a stopped and a repeated run have no effect on each other', async () => {
    const whole = await run();
    const stopped = await run(tiny, (event, control) => {
      if (event.type === 'stageEnded') control.command('stop');
    });
    const kept = stopped.of('runStopped')[0]!.report.epochs.map((row) => row.validation.loss);
    const all = whole.of('runFinished')[0]!.report.epochs.map((row) => row.validation.loss);
    expect(kept).toEqual(all.slice(0, kept.length));
  });
});

/** Turns the current weights of the readout into NaN, as a gradient that overflowed would. */
function poison(): void {
  const variables = Object.values(tf.engine().state.registeredVariables) as tf.Variable[];
  const readout = variables.filter(({ shape }) => shape.join() === '8,10');
  expect(readout).toHaveLength(1);
  const bad = tf.fill([8, 10], Number.NaN);
  readout[0]!.assign(bad);
  bad.dispose();
}

describe('failures are told, never thrown', () => {
  test('a loss that is not a number keeps the finished stage and says what to try', async () => {
    const before = tf.memory().numTensors;
    const ran = await run(tiny, (event) => {
      if (event.type === 'stageEnded' && event.report.stage === 1) poison();
    });
    expectStream(ran, 'runFailed');
    const { message, report } = ran.of('runFailed')[0]!;
    expect(message).toMatch(/loss became NaN.*lower learning rate/);
    expect(report).toMatchObject({ status: 'failed', failure: message, snn: null });
    expect(report!.stages.map(({ layer }) => layer)).toEqual(['conv1']);
    expect(tf.memory().numTensors).toBe(before);
  });

  const shipped = parseSpec({
    ...presetSpec('first-look@1'),
    trainCount: 128,
    validationCount: 64,
    backend: 'wasm',
  });
  const checkpoint = 'checkpoints/first-look@1.safetensors';
  const reading =
    (change: (name: string, bytes: Uint8Array) => Uint8Array): ReadFile =>
    async (name, onProgress) =>
      change(name, await testSurroundings.read(name, onProgress));
  const cut = (file: string) =>
    reading((name, bytes) => (name === file ? bytes.slice(0, bytes.length >> 1) : bytes));

  test.each([
    ['half a checkpoint', checkpoint],
    ['half a shard of images', 'data/mnist/train-0.bin'],
    ['half a list of shards', 'data/mnist/manifest.json'],
  ])('%s: the message names the file', async (_, file) => {
    const ran = await run(shipped, () => {}, { read: cut(file) });
    expectStream(ran, 'runFailed');
    const { message, report } = ran.of('runFailed')[0]!;
    expect(message).toContain(file);
    expect(message).not.toMatch(/undefined|\n/);
    expect(report).toMatchObject({ status: 'failed', backend: 'wasm', stages: [], epochs: [] });
  });

  test('a checkpoint of another network names the file too', async () => {
    const wrong = parseSpec({ ...tiny, start: 'scratch' });
    // A link cannot ask for this; a preset edited by mistake could.
    const spec = { ...wrong, preset: 'first-look@1', start: 'checkpoint' } as RunSpec;
    const ran = await run(spec);
    expectStream(ran, 'runFailed');
    expect(ran.of('runFailed')[0]!.message).toContain(checkpoint);
  });

  test('a missing checkpoint', async () => {
    const missing = { ...testSurroundings, read: diskReader('/nowhere/at/all/') };
    const ran = await run(shipped, () => {}, missing);
    expectStream(ran, 'runFailed');
    // Both are read at the same time; the one that is missed first is told.
    expect(ran.of('runFailed')[0]!.message).toMatch(
      /^(data\/mnist\/manifest\.json|checkpoints\/.*) is missing/,
    );
    const only: ReadFile = (name, onProgress) =>
      (name === checkpoint ? missing.read : testSurroundings.read)(name, onProgress);
    const second = await run(shipped, () => {}, { read: only });
    expectStream(second, 'runFailed');
    expect(second.of('runFailed')[0]!.message).toContain(`${checkpoint} is missing`);
  });

  test('a backend that does not open', async () => {
    const ran = await run(shipped, () => {}, {
      open: async () => {
        throw new Error('no such machine');
      },
    });
    expectStream(ran, 'runFailed');
    expect(ran.of('runFailed')[0]!).toMatchObject({
      message: expect.stringContaining('no such machine'),
      report: { backend: null, environment: null },
    });
  });
});
