/**
 * Tests the questions that the page asks the simulation worker, on the shipped first-look network.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { createParameters, disposeParameters } from '../../../engine/layers/parameters.ts';
import { argMax, softmax } from '../../../engine/objectives/rows.ts';
import { noWatch, silent } from '../../../engine/testing/toy.ts';
import type { ModelDescription } from '../../../exchange/models/description.ts';
import { lower } from '../../../exchange/models/lower.ts';
import { readOnnx } from '../../../exchange/models/onnx/read-onnx.ts';
import { readTfjs } from '../../../exchange/models/tfjs/read-tfjs.ts';
import { writeNetworkFile } from '../../../exchange/network-file.ts';
import { loadExamples, loadNetwork } from '../../execution/materials.ts';
import { rate } from '../../spec/methods/rate.ts';
import { parseSpec, presetSpec, type RunSpec } from '../../spec/spec.ts';
import type {
  Answer,
  ClassAnswer,
  NetworkOrigin,
  SampleInspection,
  SimulationEndpoint,
  UntunedPoint,
} from '../simulation.ts';
import { convertStart } from '../untuned.ts';
import { verdictOf } from '../verdict.ts';
import { createSimulationDesk } from './desk.ts';

const preset = 'first-look@1';
const origin: NetworkOrigin = presetSpec(preset);
const settings = { ...presetSpec(preset), timeSteps: 8 };
const newDesk = (): SimulationEndpoint =>
  createSimulationDesk({
    open: () => openNodeBackend('wasm'),
    read: diskReader(),
    engine: 'tfjs',
    host: 'a test',
  });

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

function refusal(answer: Answer<unknown>): string {
  if (answer.ok) throw new Error('was not refused');
  return answer.message;
}

/** Returns the answer of a task whose targets are classes. */
function classes({ answer }: SampleInspection): ClassAnswer {
  if (answer.kind !== 'class') throw new Error(`the answer is of the kind ${answer.kind}`);
  return answer;
}

/** One desk for all questions, as in the page. */
const desk = newDesk();

describe('inside one image', () => {
  let opened: { layers: readonly { name: string }[] };
  let sample: SampleInspection;
  beforeAll(async () => {
    opened = value(await desk.open({ kind: 'untuned', origin, settings }));
    sample = value(await desk.inspect({ kind: 'test', index: 7 }));
  });

  test('open tells the layers', () => {
    expect(opened.layers.map(({ name }) => name)).toEqual(['conv1', 'conv2', 'fc3', 'output']);
  });

  test('the sample is the test image, with its label', () => {
    expect(sample).toMatchObject({ timeSteps: 8, index: 7, testSize: 10000, outputs: 10 });
    expect(classes(sample).label).toBe(9);
    expect(classes(sample).classNames).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect(sample.inputShape).toEqual([28, 28, 1]);
    expect(sample.input).toHaveLength(784);
    expect(Math.max(...sample.input)).toBeLessThanOrEqual(1);
    expect(Math.max(...sample.input)).toBeGreaterThan(0.9);
  });

  test('the spikes of every neuron sum to its count', () => {
    expect(sample.layers.map(({ neurons }) => neurons)).toEqual([14 * 14 * 8, 7 * 7 * 16, 64]);
    for (const { spikes, counts, neurons, spiking, firingRate, threshold } of sample.layers) {
      expect(spiking).toBe(true);
      expect(spikes).toHaveLength(8 * neurons);
      const sums = new Float32Array(neurons);
      spikes.forEach((spike, i) => {
        sums[i % neurons]! += spike;
      });
      expect(counts).toEqual(sums);
      const total = sums.reduce((a, b) => a + b, 0);
      expect(total).toBeGreaterThan(0);
      expect(firingRate).toBeCloseTo(total / neurons / 8, 10);
      expect(threshold).toHaveLength(1);
    }
  });

  test('the last row of the output potentials is the answer', () => {
    expect(sample.outputPotentials).toHaveLength(80);
    const last = sample.outputPotentials.subarray(70);
    const answer = classes(sample);
    softmax(last).forEach((p, c) => {
      expect(answer.snnProbabilities[c]).toBeCloseTo(p, 4);
    });
    expect(answer.snnPrediction).toBe(argMax(last));
    expect(answer.snnProbabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
    expect(answer.annPrediction).toBe(argMax(answer.annProbabilities!));
  });

  test.each(['conv1', 'conv2', 'fc3'])('membranes in %s spike as the raster shows', async (layer) => {
    const found = sample.layers.find((entry) => entry.layer.name === layer)!;
    const most = argMax(found.counts);
    const some = [0, most, found.neurons - 1, (found.neurons * 3) >> 2, found.counts.indexOf(1)];
    for (const neuron of some.filter((index) => index >= 0)) {
      const trace = value(await desk.membrane(layer, neuron));
      expect(trace).toMatchObject({ layer, neuron, initialPotential: 0 });
      const own = Array.from({ length: 8 }, (_, t) => found.spikes[t * found.neurons + neuron]);
      expect([...trace.spikes]).toEqual(own);
      trace.potential.forEach((v, t) => {
        expect(v >= trace.threshold).toBe(own[t] === 1);
      });
      expect(trace.threshold).toBeCloseTo(found.threshold[0]!, 6);
    }
    expect(found.counts[most]).toBeGreaterThan(1);
  });

  test.each([-1, 10000, 0.5, Number.NaN])('test image %s is refused with the range', async (index) => {
    expect(refusal(await desk.inspect({ kind: 'test', index }))).toContain('from 0 to 9999');
  });

  test('a drawing of another size is refused with both sizes', async () => {
    const pixels = new Float32Array(100);
    expect(refusal(await desk.inspect({ kind: 'pixels', pixels }))).toMatch(/784.*100/);
  });

  test('unknown layers and neurons are refused by name and range', async () => {
    expect(refusal(await desk.membrane('conv9', 0))).toContain('conv9');
    expect(refusal(await desk.membrane('conv1', 1568))).toContain('0 to 1567');
    expect(refusal(await desk.membrane('conv1', -1))).toContain('0 to 1567');
    expect(refusal(await desk.membrane('conv1', 1.5))).toContain('0 to 1567');
    expect(refusal(await desk.membrane('output', 0))).toMatch(/output/);
  });

  test('a drawing gives what the same pixels of a test image give, without a label', async () => {
    const drawn = value(await desk.inspect({ kind: 'pixels', pixels: sample.input }));
    expect(drawn.index).toBeNull();
    expect(drawn.answer).toMatchObject({ label: null, snnPrediction: classes(sample).snnPrediction });
    expect(drawn.layers.map(({ spikes }) => spikes)).toEqual(sample.layers.map(({ spikes }) => spikes));
    expect(drawn.outputPotentials).toEqual(sample.outputPotentials);
  });
});

test('the network that a run begins its first stage with has one layer converted', async () => {
  const other = newDesk();
  value(await other.open({ kind: 'untuned', origin, settings }));
  const whole = value(await other.inspect({ kind: 'test', index: 7 }));
  value(await other.open({ kind: 'untuned', origin, settings, layers: 1 }));
  const begun = value(await other.inspect({ kind: 'test', index: 7 }));
  expect(begun.layers.map(({ spiking }) => spiking)).toEqual([true, false, false]);
  expect(begun.layers[0]!.threshold).toEqual(whole.layers[0]!.threshold);
  expect(begun.layers[0]!.spikes).toEqual(whole.layers[0]!.spikes);
});

test('V₀ = ϑ/2 and a spread bias show in the membrane', async () => {
  const other = newDesk();
  const changed = { ...settings, initialPotential: 'half', firstLayerBias: 'spread' } as const;
  value(await other.open({ kind: 'untuned', origin, settings: changed }));
  const sample = value(await other.inspect({ kind: 'test', index: 0 }));
  const trace = value(await other.membrane('conv1', 5));
  expect(trace.initialPotential).toBeCloseTo(trace.threshold / 2, 6);
  const first = sample.layers[0]!;
  const own = Array.from({ length: 8 }, (_, t) => first.spikes[t * first.neurons + 5]);
  expect([...trace.spikes]).toEqual(own);
  // A pixel's current is spent at once; the bias is still arriving.
  const quiet = trace.potential.subarray(1).some((v, t) => v !== trace.potential[t]);
  expect(quiet).toBe(true);
});

test.each(['checkpoint', 'scratch'] as const)('a run’s network file, started from %s', async (start) => {
  const read = diskReader();
  const fromCheckpoint = start === 'checkpoint';
  const shipped = await loadNetwork(presetSpec(preset), read);
  const images = await loadExamples({ ...origin, trainCount: 256, validationCount: 32 }, read);
  await openNodeBackend('wasm');
  const { network } = await convertStart(shipped, images.train, settings, async () => {});
  const other = newDesk();
  const bytes = writeNetworkFile(network, { task: 'classification', back: [] });
  value(await other.open({ kind: 'file', origin: { ...origin, start }, bytes }));
  const sample = value(await other.inspect({ kind: 'test', index: 3 }));
  // The ANN of a run that trained its own is not kept: none is shown rather than another one's.
  const answer = classes(sample);
  expect(answer.annPrediction).toBe(fromCheckpoint ? 0 : null);
  expect(answer.annProbabilities === null).toBe(!fromCheckpoint);
  expect(answer.snnPrediction).toBe(0);
});

describe('a network with dynamics', () => {
  const dynamicDesk = newDesk();

  async function opened(change: Partial<RunSpec>): Promise<SampleInspection> {
    const spec = parseSpec({ ...presetSpec(preset), method: 'rate', trainCount: 256, ...change });
    const start = await loadNetwork(spec, diskReader());
    const images = await loadExamples({ ...spec, validationCount: 32 }, diskReader());
    await openNodeBackend('wasm');
    const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
    const network = await rate.run({ layers: start.layers, parameters }, images, spec, noWatch, silent, {});
    disposeParameters(parameters);
    const bytes = writeNetworkFile(network, { task: 'classification', back: [] });
    value(await dynamicDesk.open({ kind: 'file', origin, bytes }));
    return value(await dynamicDesk.inspect({ kind: 'test', index: 3 }));
  }

  test.each<Partial<RunSpec>>([
    { timeSteps: 200 },
    { timeSteps: 100, inputCoding: 'poisson', reset: 'hard', leak: 0.95, initialPotential: 'half' },
    { timeSteps: 40, inputCoding: 'poisson', decoding: 'counts' },
  ])(
    '%j: the raster shows its first 64 steps, membranes all, and both follow the dynamics',
    async (change) => {
      const timeSteps = change.timeSteps!;
      const sample = await opened(change);
      const shownSteps = Math.min(64, timeSteps);
      expect(sample).toMatchObject({ timeSteps, shownSteps });
      expect(sample.dynamics).toMatchObject({ reset: change.reset ?? 'soft', leak: change.leak ?? 1 });
      for (const { layer, neurons, counts, spikes } of sample.layers) {
        expect(spikes).toHaveLength(shownSteps * neurons);
        for (const neuron of [argMax(counts), neurons >> 1]) {
          const trace = value(await dynamicDesk.membrane(layer.name, neuron));
          expect(trace.potential).toHaveLength(timeSteps);
          expect(trace.spikes.reduce((a, b) => a + b, 0)).toBe(counts[neuron]);
          const shown = Array.from({ length: shownSteps }, (_, t) => spikes[t * neurons + neuron]);
          expect([...trace.spikes.subarray(0, shownSteps)]).toEqual(shown);
        }
        expect(Math.max(...counts)).toBeGreaterThan(2);
      }
      expect(sample.outputPotentials).toHaveLength(10 * timeSteps);
      expect(classes(sample).snnPrediction).toBe(argMax(sample.outputPotentials.subarray(-10)));
      expect(classes(sample).snnPrediction).toBe(0);
      const whole = sample.outputPotentials.every(Number.isInteger);
      expect(whole).toBe(change.decoding === 'counts');
      if (change.decoding === 'counts')
        expect(value(await dynamicDesk.membrane('output', 0)).spikes.reduce((a, b) => a + b, 0)).toBe(
          sample.outputPotentials.at(-10),
        );
    },
  );
});

test('questions leave no tensors behind, whatever is asked', async () => {
  const other = newDesk();
  const round = async (turn: number) => {
    const asked = { ...settings, timeSteps: 1 + turn, percentile: 99 + turn / 10 };
    value(await other.open({ kind: 'untuned', origin, settings: asked, layers: turn }));
    value(await other.inspect({ kind: 'test', index: turn }));
    value(await other.inspect({ kind: 'pixels', pixels: new Float32Array(784).fill(turn / 8) }));
    value(await other.membrane('conv1', turn));
    value(await other.untuned(origin, asked, 20));
    value(await other.diagnose(origin, asked));
  };
  await round(1);
  const { numTensors, numBytes } = tf.memory();
  for (const turn of [2, 3, 1]) await round(turn);
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
});

describe('questions out of turn', () => {
  test('before a network is open', async () => {
    const fresh = newDesk();
    expect(refusal(await fresh.inspect({ kind: 'test', index: 0 }))).toContain('No network is open');
    expect(refusal(await fresh.membrane('conv1', 0))).toContain('Look at an example first');
  });

  test('an unknown preset is named', async () => {
    const fresh = newDesk();
    const unknown = { ...origin, preset: 'nothing@9' };
    expect(refusal(await fresh.open({ kind: 'untuned', origin: unknown, settings }))).toContain(
      unknown.preset,
    );
    expect(refusal(await fresh.untuned(unknown, settings, 10))).toContain(unknown.preset);
    expect(refusal(await fresh.untunedCurve(unknown, settings, [1], 10, () => {}))).toContain(unknown.preset);
  });

  test('a preset without a checkpoint says so', async () => {
    expect(refusal(await newDesk().untuned(presetSpec('mnist-paper@1'), settings, 10))).toContain(
      'no pre-trained network',
    );
  });

  test('a file that is no network is refused and the open one stays', async () => {
    const bytes = new Uint8Array(40);
    expect(refusal(await desk.open({ kind: 'file', origin, bytes }))).not.toBe('');
    expect(classes(value(await desk.inspect({ kind: 'test', index: 1 }))).label).toBe(2);
  });

  test('work given up ends early, and the desk goes on answering', async () => {
    const older = desk.untuned(origin, { ...settings, timeSteps: 3 }, 1000);
    desk.giveUpUntuned();
    expect(refusal(await older)).not.toBe('');
    expect(value(await desk.untuned(origin, settings, 10)).examples).toBe(10);
  });

  test('what failed to load is tried again', async () => {
    let fails = true;
    const read = diskReader();
    const shaky = createSimulationDesk({
      open: () => openNodeBackend('wasm'),
      read: (name, onProgress) => {
        if (fails) return Promise.reject(new Error('the line went dead'));
        return read(name, onProgress);
      },
      engine: 'tfjs',
      host: 'a test',
    });
    expect(refusal(await shaky.untuned(origin, settings, 10))).toContain('the line went dead');
    fails = false;
    expect(value(await shaky.untuned(origin, settings, 10)).examples).toBe(10);
  });
});

describe('conversion without fine-tuning', () => {
  test('accuracy, ANN accuracy and thresholds', async () => {
    const found = value(await desk.untuned(origin, { ...settings, timeSteps: 32 }, 200));
    expect(found).toMatchObject({ timeSteps: 32, examples: 200 });
    expect(found.thresholds.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'fc3']);
    expect(found.annScore).toBeGreaterThan(0.95);
    expect(found.score).toBeGreaterThan(found.annScore - 0.05);
  });

  test('the curve hands on each point as it is ready; one time step is worse than 32', async () => {
    const seen: UntunedPoint[] = [];
    const points = value(
      await desk.untunedCurve(origin, settings, [1, 8, 32], 100, (point) => seen.push(point)),
    );
    expect(points.map(({ timeSteps }) => timeSteps)).toEqual([1, 8, 32]);
    expect(seen).toEqual(points);
    expect(points[0]!.score).toBeLessThan(points[2]!.score);
    const alone = value(await desk.untuned(origin, { ...settings, timeSteps: 8 }, 100));
    expect(alone.score).toBe(points[1]!.score);
  });

  test('a newer question ends an older one: the curve answers with the points it has', async () => {
    const seen: UntunedPoint[] = [];
    let newer: Promise<Answer<UntunedPoint>> | null = null;
    const older = desk.untunedCurve(origin, settings, [1, 2, 4, 8, 16, 32, 64], 100, (point) => {
      seen.push(point);
      newer ??= desk.untuned(origin, settings, 20);
    });
    const points = value(await older);
    expect(points).toHaveLength(1);
    expect(points).toEqual(seen);
    expect(value(await newer!).timeSteps).toBe(8);
  });

  test('an older single question is told that it was superseded, the newer one is answered', async () => {
    const [older, newer] = await Promise.all([
      desk.untuned(origin, settings, 100),
      desk.untuned(origin, { ...settings, timeSteps: 4 }, 50),
    ]);
    expect(refusal(older)).toContain('newer request');
    expect(value(newer)).toMatchObject({ timeSteps: 4, examples: 50 });
  });
});

describe('where the accuracy goes', () => {
  test('a diagnosis has the chain of every hidden layer; a verdict follows from it', async () => {
    const { layers, findings } = value(await desk.diagnose(origin, settings));
    expect(layers.map(({ name }) => name)).toEqual(['conv1', 'conv2', 'fc3', 'output']);
    expect(findings.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'fc3']);
    for (const { diagnostics } of findings) {
      expect(diagnostics.chain!.steps.map(({ cause }) => cause)).toEqual([
        'inherited',
        'clipped',
        'rounding',
        'timing',
      ]);
      expect(diagnostics.chain!.images).toBe(256);
    }
    expect(verdictOf(findings, settings)!.candidates.length).toBeGreaterThan(0);
  });

  test('what a change does is what the two conversions differ by', async () => {
    const change = { field: 'timeSteps', value: 32 } as const;
    const { score, examples, trials } = value(await desk.tryChanges(origin, settings, [change], 200));
    const before = value(await desk.untuned(origin, settings, 200));
    const after = value(await desk.untuned(origin, { ...settings, timeSteps: 32 }, 200));
    expect(examples).toBe(200);
    expect(score).toBe(before.score);
    expect(trials[0]!.score).toBe(after.score);
    expect(trials[0]!.effect).toBeCloseTo(after.score - before.score, 12);
  });

  test('a newer one ends an older one, untuned questions are answered all the same, and giving up ends all', async () => {
    const change = { field: 'timeSteps', value: 16 } as const;
    const older = desk.diagnose(origin, { ...settings, timeSteps: 5 });
    const newer = desk.diagnose(origin, { ...settings, timeSteps: 6 });
    const trial = desk.tryChanges(origin, settings, [change], 100);
    const untuned = desk.untuned(origin, settings, 50);
    expect(refusal(await older)).toContain('newer request');
    expect(value(await untuned).examples).toBe(50);
    expect(value(await newer).findings).toHaveLength(3);
    expect(value(await trial).trials).toHaveLength(1);
    const givenUp = [desk.diagnose(origin, settings), desk.tryChanges(origin, settings, [change], 100)];
    desk.giveUpDiagnosis();
    for (const each of await Promise.all(givenUp)) expect(refusal(each)).not.toBe('');
  });

  test('a preset without a checkpoint says so', async () => {
    expect(refusal(await newDesk().diagnose(presetSpec('mnist-paper@1'), settings))).toContain(
      'no pre-trained network',
    );
  });
});

test('the analog network goes out as TensorFlow.js and ONNX, bit for bit', async () => {
  const { values, layers } = await loadNetwork(parseSpec(presetSpec(preset)), diskReader());
  const weightsOf = (description: ModelDescription) =>
    lower(description, { pooling: 'max' }).checkpoint!.layers.map(({ weight }) => weight);
  const [model, weights] = value(await desk.toAnn(origin, 'tfjs', 'net'));
  expect([model!.name, weights!.name]).toEqual(['net.model.json', 'net.weights.bin']);
  const shards = new Map([[weights!.name, weights!.content as Uint8Array]]);
  expect(weightsOf(readTfjs(new TextEncoder().encode(model!.content as string), shards))).toEqual(
    values.map(({ weight }) => weight),
  );
  const [onnx] = value(await desk.toAnn(origin, 'onnx', 'net'));
  expect(onnx!.name).toBe('net.onnx');
  expect(weightsOf(readOnnx(onnx!.content as Uint8Array))).toHaveLength(layers.length);
  expect(refusal(await desk.toAnn({ ...origin, start: 'scratch' }, 'onnx', 'net'))).toContain(
    'no pre-trained network',
  );
});
