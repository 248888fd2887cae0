/**
 * Tests the film of one image against the raster's spikes and against the simulation of the same
 * network after it was stored in a file.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { firstExamples, inputsAt } from '../../engine/examples/example-set.ts';
import { createSimulator, disposeSimulator, simulate } from '../../engine/simulation/simulate.ts';
import { stepsOf } from '../../engine/spiking/packed-spikes.ts';
import { noWatch } from '../../engine/testing/toy.ts';
import { readNetworkFile, writeNetworkFile } from '../../exchange/network-file.ts';
import { loadExamples, loadNetwork } from '../execution/materials.ts';
import { presetSpec } from '../spec/spec.ts';
import { createSimulationDesk } from './desk/desk.ts';
import { countOf, createCounter, spikesPerStep } from './film.ts';
import type { SampleInspection } from './simulation.ts';
import { convertStart } from './untuned.ts';

describe('the film of a stored network', () => {
  const spec = { ...presetSpec('first-look@1'), timeSteps: 8 };
  const steps = 8;
  const index = 7;
  let inspection: SampleInspection;
  /** Spikes `[8, neurons]` of each hidden layer, by the simulator alone. */
  let simulated: Float32Array[];

  beforeAll(async () => {
    await openNodeBackend('wasm');
    const examples = await loadExamples({ ...spec, trainCount: 256, validationCount: 32 }, diskReader());
    const start = await loadNetwork(spec, diskReader());
    const { network } = await convertStart(start, firstExamples(examples.train, 256), spec, noWatch);
    const bytes = writeNetworkFile(network, { task: spec.task, back: [] });
    const simulator = createSimulator(readNetworkFile(bytes));
    simulated = tf.tidy(() =>
      simulate(simulator, inputsAt(examples.test, [index])).spikes.map((spikes) =>
        Float32Array.from(stepsOf(spikes!, 0, steps).dataSync()),
      ),
    );
    disposeSimulator(simulator);
    const desk = createSimulationDesk({
      open: () => openNodeBackend('wasm'),
      read: diskReader(),
      engine: 'tfjs',
      host: 'a test',
    });
    const opened = await desk.open({ kind: 'file', origin: spec, bytes });
    if (!opened.ok) throw new Error(opened.message);
    const answer = await desk.inspect({ kind: 'test', index });
    if (!answer.ok) throw new Error(answer.message);
    inspection = answer.value;
  });

  test('spikes per step and layer are those of the simulation', () => {
    expect(simulated).toHaveLength(3);
    inspection.layers.forEach((layer, l) => {
      const { neurons } = layer;
      const sums = Array.from({ length: steps }, (_, t) =>
        simulated[l]!.subarray(t * neurons, (t + 1) * neurons).reduce((sum, spike) => sum + spike, 0),
      );
      expect([...spikesPerStep(layer, steps)]).toEqual(sums);
      expect(Math.max(...sums)).toBeGreaterThan(0);
    });
  });

  test('counts so far are the raster’s spikes up to the step, forwards and backwards', () => {
    for (const layer of inspection.layers) {
      const counter = createCounter(layer);
      for (const step of [0, 3, 8, 5, 1, 7]) {
        const counts = counter(step);
        // A row of the raster (raster-plot.ts): the spikes of one neuron over the steps.
        const own = Array.from({ length: layer.neurons }, (_, n) => {
          let count = 0;
          for (let t = 0; t < step; t++) if (layer.spikes[t * layer.neurons + n]) count++;
          return count;
        });
        expect([...counts]).toEqual(own);
        expect(countOf(layer, 5, step)).toBe(own[5]);
      }
      expect([...counter(8)]).toEqual([...layer.counts]);
    }
  });
});

test('spikes that are taken back are spikes of their step, and no part of the counts', () => {
  const layer = { neurons: 2, spikes: Int8Array.of(1, 3, -1, 0, 0, 2) };
  expect([...spikesPerStep(layer, 3)]).toEqual([4, 1, 2]);
  const counter = createCounter(layer);
  expect([...counter(3)]).toEqual([0, 5]);
  expect([...counter(1)]).toEqual([1, 3]);
  expect(countOf(layer, 0, 2)).toBe(0);
});
