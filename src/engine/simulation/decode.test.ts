/** Tests the part of a network after a layer, run on the layer's own spikes and on edited ones. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { firstExamples, scaledInputs } from '../examples/example-set.ts';
import { disposeHybrid } from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { noWatch, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { decodeTrain, editedTrain } from './decode.ts';
import { inspectImage } from './inspect.ts';
import { createSimulator, disposeSimulator } from './simulate.ts';
import type { Simulator } from './simulator.ts';

const timeSteps = 8;
const set = toyImages({ count: 64, inputShape: [4, 4, 1], classes: 3, seed: 1 });
let simulator: Simulator;

beforeAll(async () => {
  await openNodeBackend('wasm');
  const layers = toLayers(parseNotation('4x4-9-5-7-16'));
  const ann = toyAnn(layers, toyValues(layers, 3));
  const { hybrid } = await convertUntuned(
    ann,
    firstExamples(set, 64),
    { ...toySettings, timeSteps },
    noWatch,
  );
  simulator = createSimulator(await recordHybrid(hybrid, [4, 4, 1]));
  disposeHybrid(hybrid);
  disposeParameters(ann.parameters);
  return () => disposeSimulator(simulator);
});

const inspected = () => inspectImage(simulator, { pixels: scaledInputs(set, [5]), index: 5 });

describe('the part after a layer', () => {
  test.each([0, 1, 2])('gives the whole network’s answer on the spikes of layer %i', async (l) => {
    const whole = await inspected();
    const { output, potentials } = await decodeTrain(simulator, l, whole.layers[l]!.spikes);
    expect([...output]).toEqual([...whole.output]);
    expect([...potentials]).toEqual([...whole.potentials]);
  });

  test('gives another answer when the code is edited', async () => {
    const { layers, output: before } = await inspected();
    const { counts, spikes } = layers[1]!;
    const wanted = counts.map((count) => timeSteps - count);
    const { output } = await decodeTrain(simulator, 1, editedTrain(spikes, wanted, timeSteps));
    expect([...output]).not.toEqual([...before]);
  });

  test('refuses a train of other neurons by the layer’s name', async () => {
    await expect(decodeTrain(simulator, 1, new Int8Array(7))).rejects.toThrow(/fc2 has 5 neurons/);
  });
});

describe('an edited train', () => {
  test('has the counts that were asked for and keeps the spikes of all others', async () => {
    const { layers } = await inspected();
    const { counts, spikes } = layers[1]!;
    for (let count = 0; count <= timeSteps; count++) {
      const wanted = counts.slice();
      wanted[2] = count;
      const edited = editedTrain(spikes, wanted, timeSteps);
      const column = (train: Int8Array, i: number) =>
        Array.from({ length: timeSteps }, (_, t) => train[t * counts.length + i]!);
      expect(column(edited, 2).reduce((a, b) => a + b, 0)).toBe(count);
      for (const i of [0, 1, 3, 4]) expect(column(edited, i)).toEqual(column(spikes, i));
    }
  });
});
