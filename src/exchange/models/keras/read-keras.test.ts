/** Compares models that are read from Keras's files with what TensorFlow.js computes of them. */
import type * as tf from '@tensorflow/tfjs';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { ExchangeError } from '../../error.ts';
import type { ModelDescription } from '../description.ts';
import { lower } from '../lower.ts';
import { referenceOutputs } from '../reference.ts';
import { refusalsIn } from '../report.ts';
import { kerasH5, kerasZip, outputsOf, smallModel } from '../testing/keras-model.ts';
import { someNumbers } from '../testing/numbers.ts';
import { largestDifference, ownOutputs } from '../testing/own-outputs.ts';
import { readKerasH5 } from './read-h5.ts';
import { readKerasZip } from './read-keras.ts';

let model: tf.LayersModel;
beforeAll(async () => {
  model = await smallModel();
});

/** A softmax loses what all scores have in common. */
const centred = (values: ArrayLike<number>) => {
  const list = Array.from(values);
  const mean = list.reduce((a, b) => a + b, 0) / list.length;
  return list.map((value) => value - mean);
};

async function expectSame(description: ModelDescription, of: tf.LayersModel): Promise<string> {
  const image = someNumbers(144);
  const theirs = centred(outputsOf(of, image));
  const { checkpoint, report, output } = lower(description, { pooling: 'max' });
  if (!checkpoint) throw new Error(JSON.stringify(refusalsIn(report)));
  const reference = referenceOutputs(description, Float64Array.from(image), output);
  expect(largestDifference(centred(reference), theirs)).toBeLessThan(1e-5);
  expect(largestDifference(centred(await ownOutputs(checkpoint, image)), theirs)).toBeLessThan(1e-5);
  return checkpoint.notation;
}

const notation = '9x8x2-c3k4x3s2p1+2x0+1-c4s1p1+0x0+2n0-a2-5n0-3';

test('HDF5, as Keras 2 saves a whole model', async () => {
  expect(await expectSame(await readKerasH5(await kerasH5(model)), model)).toBe(notation);
});

test.each(['class', 'layer'] as const)('a .keras file whose weights are named by %s', async (named) => {
  expect(await expectSame(await readKerasZip(await kerasZip(model, named)), model)).toBe(notation);
});

/** Edges of a functional model, as Keras 2 and Keras 3 write them. */
const edge = {
  2: (name: string) => [[[name, 0, 0, {}]]],
  3: (name: string) => [
    {
      args: [
        {
          class_name: '__keras_tensor__',
          config: { shape: [null], dtype: 'float32', keras_history: [name, 0, 0] },
        },
      ],
      kwargs: {},
    },
  ],
};

test.each([2, 3] as const)('a functional model of Keras %i, its layers in any order', async (version) => {
  const functional = (given: unknown) => {
    const { config } = given as { config: { layers: { config: { name: string } }[] } };
    const layers = config.layers.map((layer, i) => ({
      ...layer,
      name: layer.config.name,
      inbound_nodes: edge[version](i === 0 ? 'image' : config.layers[i - 1]!.config.name),
    }));
    const input = {
      class_name: 'InputLayer',
      name: 'image',
      config: { name: 'image', batch_shape: [null, 9, 8, 2] },
      inbound_nodes: [],
    };
    const ends = { input_layers: ['image', 0, 0], output_layers: [['scores', 0, 0]] };
    return { class_name: 'Functional', config: { name: 'm', layers: [...layers.reverse(), input], ...ends } };
  };
  expect(await expectSame(await readKerasH5(await kerasH5(model, functional)), model)).toBe(notation);
});

type Layers = { class_name: string; config: Record<string, unknown> }[];

describe('refusals', () => {
  const changed = (change: (layers: Layers) => void) => (given: unknown) => {
    const copy = structuredClone(given) as { config: { layers: Layers } };
    change(copy.config.layers);
    return copy;
  };
  const find = (layers: Layers, name: string) => layers.find(({ config }) => config.name === name)!;

  test.each<[string, (layers: Layers) => void, RegExp]>([
    [
      'two layers of one name',
      (layers) => {
        find(layers, 'flat').config.name = 'mean';
      },
      /two layers have one name/,
    ],
    [
      'more filters than weights',
      (layers) => {
        find(layers, 'first').config.filters = 4;
      },
      /kernel.*must be 4×3×2×4 \(got 4×3×2×3\)/,
    ],
    [
      'a number that is none',
      (layers) => {
        find(layers, 'second').config.kernel_size = ['3', null];
      },
      /layer “second”: kernel_size must be one or two whole numbers \(got \["3",null\]\)/,
    ],
    [
      'a size that is not fixed',
      (layers) => {
        layers[0]!.config.batch_input_shape = [null, null, 8, 2];
      },
      /layer “first”: the size of the input is not fixed/,
    ],
    [
      'no layers',
      (layers) => {
        layers.length = 0;
      },
      /the model has no layers/,
    ],
  ])('%s', async (_, change, words) => {
    const bytes = await kerasH5(model, changed(change));
    await expect(readKerasH5(bytes)).rejects.toThrow(ExchangeError);
    await expect(readKerasH5(bytes)).rejects.toThrow(words);
  });

  test('layers that cannot spike are named, with what to do', async () => {
    const odd = changed((layers) => {
      find(layers, 'rectified').class_name = 'LeakyReLU';
      find(layers, 'dropped').class_name = 'LayerNormalization';
      find(layers, 'hidden').config.activation = 'tanh';
    });
    const { report, checkpoint } = lower(await readKerasH5(await kerasH5(model, odd)), { pooling: 'max' });
    expect(checkpoint).toBeNull();
    expect(refusalsIn(report).map(({ layer, words }) => [layer, words])).toEqual([
      ['rectified', 'LeakyReLU cannot spike'],
      ['dropped', 'LayerNormalization depends on each example and cannot be folded into weights'],
      ['hidden activation', 'tanh cannot spike'],
    ]);
    expect(refusalsIn(report).every(({ remedy }) => remedy.length > 20)).toBe(true);
  });

  test('files that are cut short, or hold something else', async () => {
    const whole = await kerasH5(model);
    for (const bytes of [whole.subarray(0, 1000), new Uint8Array(500), whole.subarray(0, whole.length >> 1)])
      await expect(readKerasH5(bytes)).rejects.toThrow(ExchangeError);
    const zip = await kerasZip(model, 'class');
    await expect(readKerasZip(zip.subarray(0, zip.length >> 1))).rejects.toThrow(
      /no zip file, or is damaged/,
    );
    await expect(readKerasZip(zipSync({ 'config.json': strToU8('{}') }))).rejects.toThrow(
      /no model.weights.h5/,
    );
    const bomb = zipSync({ 'config.json': strToU8('{}'), 'model.weights.h5': new Uint8Array(10) });
    // The size that the central directory claims for the last entry.
    const view = new DataView(bomb.buffer);
    const directory = view.getUint32(bomb.length - 6, true);
    const second = directory + 46 + 'config.json'.length;
    view.setUint32(second + 24, 2 ** 30, true);
    await expect(readKerasZip(bomb)).rejects.toThrow(/“model.weights.h5” unpacks to more/);
  });
});
