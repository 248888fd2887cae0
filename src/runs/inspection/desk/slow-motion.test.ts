/** Tests what the slow motion asks the simulation worker, on the shipped first-look network. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { presetSpec } from '../../spec/spec.ts';
import type { Answer, NetworkOrigin, SampleInspection } from '../simulation.ts';
import { createSimulationDesk } from './desk.ts';

const preset = 'first-look@1';
const origin: NetworkOrigin = presetSpec(preset);
const settings = { ...presetSpec(preset), timeSteps: 8 };
const desk = createSimulationDesk({
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

describe('in slow motion', () => {
  let sample: SampleInspection;
  beforeAll(async () => {
    value(await desk.open({ kind: 'untuned', origin, settings }));
    sample = value(await desk.inspect({ kind: 'test', index: 7 }));
  });

  test('the ANN’s activations lead to its own answer, and the counts stand for them', async () => {
    const activations = value(await desk.annActivations())!;
    expect(activations.map(({ length }) => length)).toEqual(sample.layers.map(({ neurons }) => neurons));
    // The first layer gets the image itself: a count is its activation, cut off at the bound and
    // rounded down.
    const [first] = sample.layers;
    const theta = first!.threshold[0]!;
    activations[0]!.forEach((activation, i) => {
      const exact = Math.min(8, activation / theta);
      expect(first!.counts[i]).toBeGreaterThanOrEqual(Math.floor(exact - 1e-3));
      expect(first!.counts[i]).toBeLessThanOrEqual(Math.floor(exact + 1e-3));
    });
  });

  test('the moment of conversion has both branches of the layer', async () => {
    const ann = value(await desk.annActivations())!;
    const first = value(await desk.conversionMoment('conv1'));
    expect(first).toMatchObject({ layer: 'conv1', next: 'conv2', threshold: sample.layers[0]!.threshold });
    first.activations.forEach((activation, i) => {
      expect(activation).toBeCloseTo(ann[0]![i]!, 4);
    });
    const third = value(await desk.conversionMoment('fc3'));
    expect(third.counts).toEqual(sample.layers[2]!.counts);
    // From the second layer on what arrives is counts, so the analog branch differs from the ANN.
    expect(third.activations.some((activation, i) => Math.abs(activation - ann[2]![i]!) > 0.01)).toBe(true);
    expect(refusal(await desk.conversionMoment('output'))).toContain('readout');
  });

  test('one tandem step is taken on the image, and the open network stays the same', async () => {
    const step = value(await desk.tandemStep('conv2', { learningRate: 1e-3, foldThreshold: true }));
    expect(step).toMatchObject({ layer: 'conv2', behind: ['fc3', 'output'], learningRate: 1e-3 });
    expect(step.counts).toEqual(sample.layers[1]!.counts);
    expect(step.arrived).toBe(sample.layers[0]!.counts.reduce((sum, count) => sum + count, 0));
    expect(step.lossAfter).toBeLessThan(step.loss);
    expect(step.countGradient).toBeGreaterThan(0);
    const again = value(await desk.inspect({ kind: 'test', index: 7 }));
    expect(again.layers[1]!.counts).toEqual(sample.layers[1]!.counts);
  });

  test('says what there is no step for', async () => {
    const pixels = Float32Array.from({ length: 784 }, (_, i) => (i % 28 === 14 ? 1 : 0));
    value(await desk.inspect({ kind: 'pixels', pixels }));
    const refused = await desk.tandemStep('conv1', { learningRate: 1e-3, foldThreshold: true });
    expect(refusal(refused)).toContain('A drawing has no label');
    expect(value(await desk.conversionMoment('conv1')).activations).toHaveLength(1568);
    value(await desk.open({ kind: 'untuned', origin, settings, layers: 1 }));
    expect(refusal(await desk.conversionMoment('conv1'))).toContain('Another network was opened');
    value(await desk.inspect({ kind: 'test', index: 7 }));
    expect(refusal(await desk.conversionMoment('conv2'))).toContain('still analog');
  });
});
