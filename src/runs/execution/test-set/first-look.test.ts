/** Holds the counts of the shipped network against a plain counter, on 100 test images. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { readPublic } from '../../../datasets/testing/read-public.ts';
import { firstExamples, inputsAt } from '../../../engine/examples/example-set.ts';
import { createParameters, disposeParameters } from '../../../engine/layers/parameters.ts';
import { evaluate } from '../../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../../engine/simulation/simulate.ts';
import { plainAnalog, plainSpiking, totalsOf } from '../../../engine/testing/plain-neurobench.ts';
import { noWatch } from '../../../engine/testing/toy.ts';
import { alone } from '../../../engine/work/crew.ts';
import { readHits } from '../../../tasks/hits.ts';
import { taskOf } from '../../../tasks/index.ts';
import { convertStart } from '../../inspection/untuned.ts';
import { presetSpec } from '../../spec/spec.ts';
import { loadExamples, loadNetwork } from '../materials.ts';
import { annReport } from './ann-report.ts';

const spec = { ...presetSpec('first-look@2'), trainCount: 256, validationCount: 32, timeSteps: 8 };

describe.each(['cpu', 'wasm'] as const)('first-look on %s', (backend) => {
  test('operations and activations of both networks are those of the plain counter', async () => {
    await openNodeBackend(backend);
    const loaded = await loadExamples(spec, readPublic);
    const start = await loadNetwork(spec, readPublic);
    const images = { ...loaded, test: firstExamples(loaded.test, 100) };
    const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
    const ann = { layers: start.layers, parameters };
    const report = await annReport(ann, {}, images, taskOf(spec.task), 0, noWatch, alone);
    const pixels = Array.from({ length: 100 }, (_, i) => inputsAt(images.test, [i]).dataSync());
    expect(totalsOf(report.neuroBench!)).toEqual(plainAnalog(start.layers, start.values, pixels));
    const hits = readHits(report.hits!, 100).reduce((sum, hit) => sum + hit, 0);
    expect(hits / 100).toBe(report.test.accuracy);
    disposeParameters(parameters);

    const { network } = await convertStart(start, images.train, { ...spec, calibrationCount: 100 }, noWatch);
    const simulator = createSimulator(network);
    const { neuroBench } = await evaluate(simulator, images.test, images.objective, noWatch, alone, {
      neuroBench: true,
    });
    disposeSimulator(simulator);
    const plain = await plainSpiking(network, images.test);
    expect(totalsOf(neuroBench!)).toEqual(plain);
    // All but the first layer accumulate.
    expect(neuroBench!.layers.map(({ accumulates }) => accumulates)).toEqual(
      network.layers.map((_, l) => l > 0),
    );
    tf.disposeVariables();
  });
});
