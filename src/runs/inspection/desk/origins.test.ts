/**
 * Tests that the desk shows what follows from the origin of a run's network and examples, and never
 * from the preset alone, whose data set, network or task a run may have changed.
 */
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import type { DatasetSource, ReadFile, Split, SplitCounts } from '../../../datasets/dataset.ts';
import { writeNetworkFile } from '../../../exchange/network-file.ts';
import { backOf } from '../../../networks/model.ts';
import { loadExamples, loadNetwork } from '../../execution/materials.ts';
import { presetSpec, type RunSpec } from '../../spec/spec.ts';
import { originKey } from '../origin.ts';
import type { Answer, NetworkOrigin, SampleInspection } from '../simulation.ts';
import { convertStart } from '../untuned.ts';
import { createSimulationDesk } from './desk.ts';

/** A second data set with images as large as the first one's: stripes of one brightness. */
vi.mock('../../../datasets/index.ts', async (importActual) => {
  const actual = await importActual<typeof import('../../../datasets/index.ts')>();
  const available = { train: 600, validation: 40, test: 30 };
  const split = (count: number, brightness: number): Split => ({
    count,
    inputs: new Uint8Array(count * 784).map((_, i) => (i % 28 < 14 ? brightness : 0)),
    labels: new Uint16Array(count).fill(1),
  });
  const facts = {
    id: 'stripes',
    title: 'Stripes',
    available,
    inputShape: [28, 28, 1] as const,
    classNames: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    scaling: { divisor: 255 },
  };
  const stripes: DatasetSource = {
    ...facts,
    load: async (read: ReadFile, counts: SplitCounts) => {
      const [brightness] = await read('data/stripes');
      return {
        ...facts,
        train: split(counts.train, brightness!),
        validation: split(counts.validation, brightness!),
        test: split(counts.test, brightness!),
      };
    },
  };
  const datasets = [...actual.datasets, stripes];
  return { ...actual, datasets, findDataset: (id: string) => datasets.find((source) => source.id === id) };
});

const brightness = 51;
const asked: string[] = [];
const disk = diskReader();
/** Reads the stripes from memory and all else from the disk, and records what was requested. */
const read: ReadFile = async (name, onProgress) => {
  asked.push(name);
  return name === 'data/stripes' ? Uint8Array.of(brightness) : disk(name, onProgress);
};

const newDesk = () =>
  createSimulationDesk({ open: () => openNodeBackend('wasm'), read, engine: 'tfjs', host: 'a test' });

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function refusal(answer: Answer<unknown>): string {
  if (answer.ok) throw new Error('was not refused');
  return answer.message;
}

const settings = { ...presetSpec('first-look@1'), timeSteps: 8 };
const { task, dataset, network, start, preset } = settings;
const digits: NetworkOrigin = { task, dataset, network, start, preset };
const stripes: NetworkOrigin = { ...digits, dataset: 'stripes' };

const stripe = Float32Array.from({ length: 784 }, (_, i) => (i % 28 < 14 ? brightness / 255 : 0));

describe('another data set than the preset’s', () => {
  const desk = newDesk();
  const first = async (origin: NetworkOrigin) => {
    value(await desk.open({ kind: 'untuned', origin, settings }));
    return value(await desk.inspect({ kind: 'test', index: 0 }));
  };

  test('its own examples are shown, before and after those of the preset', async () => {
    const told = { digits: await first(digits), stripes: await first(stripes), again: await first(digits) };
    expect(told.stripes.input).toEqual(stripe);
    expect(told.stripes.testSize).toBe(30);
    expect(told.stripes.answer).toMatchObject({
      label: 1,
      classNames: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'],
    });
    expect(told.digits.testSize).toBe(10_000);
    expect(told.digits.answer).toMatchObject({ label: 7 });
    expect(told.digits.input).not.toEqual(stripe);
    expect(told.again).toEqual(told.digits);
  });

  test('and the other way about, in a desk that saw the other set first', async () => {
    const fresh = newDesk();
    value(await fresh.open({ kind: 'untuned', origin: stripes, settings }));
    asked.length = 0;
    value(await fresh.inspect({ kind: 'test', index: 0 }));
    expect(asked.filter((name) => name.startsWith('data/mnist'))).toEqual([]);
    value(await fresh.open({ kind: 'untuned', origin: digits, settings }));
    const sample = value(await fresh.inspect({ kind: 'test', index: 0 }));
    expect(sample.answer).toMatchObject({ label: 7 });
  });

  test('conversions are calibrated and judged on its own examples, as many as it has', async () => {
    const [one, other] = [
      value(await desk.untuned(digits, settings, 60)),
      value(await desk.untuned(stripes, settings, 60)),
    ];
    expect([one.examples, other.examples]).toEqual([60, 40]);
    expect(other.thresholds).not.toEqual(one.thresholds);
    // All stripes look alike and have one class: all are right or none.
    expect([0, 1]).toContain(other.score);
    expect([0, 1]).toContain(other.annScore);
    expect(one.annScore).toBeGreaterThan(0.9);
    expect(value(await desk.untuned(digits, settings, 60))).toMatchObject({ score: one.score });
  });

  test('a data set that nobody knows is named', async () => {
    const nowhere = { ...digits, dataset: 'nowhere' };
    expect(refusal(await desk.untuned(nowhere, settings, 10))).toBe('There is no data set named nowhere.');
  });
});

test('another network than the preset’s is never taken for it', async () => {
  const desk = newDesk();
  value(await desk.untuned(digits, settings, 10));
  const other = { ...digits, network: '28x28-20-10' };
  const message = refusal(await desk.untuned(other, settings, 10));
  expect(message).toContain('checkpoints/first-look@1.safetensors cannot be used');
  const untrained = { ...other, start: 'scratch' } as const;
  expect(refusal(await desk.untuned(untrained, settings, 10))).toContain('no pre-trained network');
});

describe('another task than the preset’s', () => {
  const spec: RunSpec = {
    ...settings,
    task: 'reconstruction',
    dataset: 'stripes',
    network: '28x28-16-784',
    start: 'scratch',
    trainCount: 600,
    validationCount: 32,
  };
  const origin: NetworkOrigin = spec;
  const desk = newDesk();
  let sample: SampleInspection;

  beforeAll(async () => {
    await openNodeBackend('wasm');
    const begun = await loadNetwork(spec, read);
    const { train } = await loadExamples(spec, read);
    const converted = await convertStart(begun, train, settings, async () => {});
    const bytes = writeNetworkFile(converted.network, { task: 'reconstruction', back: backOf('sigmoid') });
    value(await desk.open({ kind: 'file', origin, bytes }));
    sample = value(await desk.inspect({ kind: 'test', index: 3 }));
  });

  const rebuilt = () => {
    const { answer } = sample;
    if (answer.kind !== 'values') throw new Error(`the answer is of the kind ${answer.kind}`);
    return answer;
  };

  test('the answer is an array from 0 to 1 beside the input, with its own score', () => {
    const { shape, target, ann, snn, annScore, snnScore } = rebuilt();
    expect(shape).toEqual([28, 28, 1]);
    expect(target).toEqual(stripe);
    expect([ann, annScore]).toEqual([null, null]);
    expect(snn).toHaveLength(784);
    expect(snn.every((level) => level > 0 && level < 1)).toBe(true);
    const squares = [...snn].map((level, i) => (level - stripe[i]!) ** 2);
    expect(snnScore).toBeCloseTo(squares.reduce((a, b) => a + b) / 784, 6);
  });

  test('the answer after the last step is the answer', () => {
    const { overTime, snn, scoresOverTime } = rebuilt();
    expect(overTime).toHaveLength(8 * 784);
    const scores = Array.from({ length: 8 }, (_, t) =>
      stripe.reduce((sum, level, i) => sum + (overTime[t * 784 + i]! - level) ** 2 / 784, 0),
    );
    expect(scoresOverTime).toHaveLength(8);
    for (const [t, score] of scores.entries()) expect(scoresOverTime[t]).toBeCloseTo(score, 6);
    for (const [i, level] of snn.entries()) expect(overTime[7 * 784 + i]).toBeCloseTo(level, 4);
    expect(overTime.subarray(0, 784)).not.toEqual(overTime.subarray(7 * 784));
  });

  test('a drawing is its own target', async () => {
    const pixels = new Float32Array(784).fill(0.25);
    const drawn = value(await desk.inspect({ kind: 'pixels', pixels }));
    expect(drawn.index).toBeNull();
    expect(drawn.answer).toMatchObject({ kind: 'values', target: pixels });
  });
});

describe('the key of an origin', () => {
  test.each<[string, Partial<NetworkOrigin>]>([
    ['task', { task: 'reconstruction' }],
    ['data set', { dataset: 'stripes' }],
    ['network', { network: '28x28-10' }],
    ['start', { start: 'scratch' }],
    ['preset, whose checkpoint it is', { preset: 'first-look@2' }],
  ])('another %s is another origin', (_, change) => {
    expect(originKey({ ...digits, ...change })).not.toBe(originKey(digits));
  });

  test('from scratch the preset makes no difference, nor does what else a spec says', () => {
    const scratch: NetworkOrigin = { ...digits, start: 'scratch' };
    expect(originKey({ ...scratch, preset: 'mnist@2' })).toBe(originKey(scratch));
    expect(originKey({ ...settings, patience: 9 } as NetworkOrigin)).toBe(originKey(digits));
  });
});
