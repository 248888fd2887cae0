/** Tests that a signal, an image of height 1, is converted like any other image. */
import { beforeAll, expect, test } from 'vitest';
import { openBackend } from '../../backends/open.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { objectiveOf } from '../objectives/index.ts';
import { inspectImage } from '../simulation/inspect.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import { isFullySpiking } from '../spiking/spiking-network.ts';
import { referenceRun } from '../testing/reference-simulator.ts';
import { noWatch, silent, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { convert } from './convert.ts';

beforeAll(async () => {
  await openBackend({ wanted: 'cpu', wasm: '', kernels: () => Promise.reject(new Error('none here')) });
});

const inputShape = [1, 24, 2] as const;
const signals = (count: number, seed: number) => toyImages({ count, inputShape, classes: 3, seed });
const data = {
  objective: objectiveOf('classification'),
  train: signals(96, 1),
  validation: signals(32, 2),
};

async function converted(notation: string) {
  const layers = toLayers(parseNotation(notation));
  const ann = toyAnn(layers, toyValues(layers, 3));
  try {
    return await convert(ann, data, { ...toySettings, maxEpochs: 1 }, noWatch, silent);
  } finally {
    disposeParameters(ann.parameters);
  }
}

test.each([
  '1x24x2-c4k1x3-c6k1x3s1x2-a1x2-8-3',
  '1x24x2-c4k1x3-c6k1x3d1x4-c6k1x3d1x32-8-3',
  '1x24x2-c4k1x3d1x2p0x4+0-c6k1x4s1x2p0x1+2-8-3',
])('%s becomes a spiking network that agrees with the plain simulator', async (notation) => {
  const network = await converted(notation);
  expect(isFullySpiking(network)).toBe(true);
  expect(network.inputShape).toEqual(inputShape);
  const simulator = createSimulator(network);
  try {
    const pixels = Float32Array.from({ length: 48 }, (_, i) => ((i * 5) % 8) / 8);
    const { layers, output } = await inspectImage(simulator, { pixels, index: 0 });
    const wanted = referenceRun(network, pixels);
    wanted.responses.forEach(({ counts, margins }, l) => {
      // A potential within rounding of its threshold may fall to either side.
      expect(Math.min(...margins), `layer ${l}`).toBeGreaterThan(1e-5);
      expect([...layers[l]!.counts]).toEqual([...counts]);
    });
    output.forEach((value, o) => {
      expect(value).toBeCloseTo(wanted.output[o]!, 4);
    });
  } finally {
    disposeSimulator(simulator);
  }
});
