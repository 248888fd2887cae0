/** Reads written files with another HDF5 reader and checks them field by field. */
import { describe, expect, test } from 'vitest';
import type { StoredNetwork } from '../network-file.ts';
import { classifying, dynamic, network } from '../testing/small-network.ts';
import { plainArrays } from './testing/plain-file.ts';
import { writeNir } from './write.ts';

const stored: StoredNetwork = { ...network, ...classifying };
const at = (arrays: ReturnType<typeof plainArrays>, path: string) => arrays.get(`node/${path}`);
const weightAt = (l: number, i: number) => network.layers[l]!.weight[i]!;

describe('a network with every kind of part', async () => {
  const arrays = plainArrays(await writeNir(stored, { provenance: '{}' }));
  const of = (path: string) => at(arrays, path)!;

  test('its nodes are a chain in the order of the edges', () => {
    expect(of('edges')).toEqual({
      shape: [8, 2],
      values: [
        ...['input', 'conv1', 'conv1', 'conv1_neurons'],
        ...['conv1_neurons', 'fc2_pool', 'fc2_pool', 'fc2_flatten', 'fc2_flatten', 'fc2'],
        ...['fc2', 'fc2_neurons', 'fc2_neurons', 'output_', 'output_', 'output'],
      ],
    });
    const types = [
      'input',
      'conv1',
      'conv1_neurons',
      'fc2_pool',
      'fc2_flatten',
      'fc2',
      'fc2_neurons',
      'output_',
    ];
    expect(types.map((name) => of(`nodes/${name}/type`).values[0])).toEqual([
      'Input',
      'Conv2d',
      'IF',
      'AvgPool2d',
      'Flatten',
      'Affine',
      'IF',
      'Affine',
    ]);
    expect(arrays.get('version')!.values).toEqual(['1.0']);
    expect(of('nodes/input/shape').values).toEqual([1, 4, 4]);
    expect(of('nodes/output/shape').values).toEqual([2]);
    expect(of('nodes/output_/metadata/layer').values).toEqual(['output']);
  });

  test('the metadata say what NIR cannot', () => {
    const metadata = [...arrays]
      .filter(([path]) => path.startsWith('node/metadata/'))
      .map(([path, { values }]) => [path.slice('node/metadata/'.length), values[0]]);
    expect(Object.fromEntries(metadata)).toEqual({
      provenance: '{}',
      format: 'spikewise-nir',
      format_version: 1,
      reset: 'subtract',
      comparator: '>=',
      time_steps: 8,
      input_coding: 'firstStep',
      first_layer_bias: 'everyStep',
      initial_potential: 0.5,
      leak: 1,
      dt: 1,
      readout: 'sum',
      seed: 0,
      dynamics: 0,
      task: 'classification',
      back: '',
    });
  });

  test('weights are channels first, divided by their thresholds; a dead channel has none', () => {
    const { shape, values } = of('nodes/conv1/weight');
    expect(shape).toEqual([2, 1, 3, 3]);
    for (let k = 0; k < 9; k++) {
      expect(values[k]).toBe(weightAt(0, 2 * k) / 0.5);
      expect(values[9 + k]).toBe(0);
    }
    expect(of('nodes/conv1/bias').values).toEqual([network.layers[0]!.bias[0]! / 0.5 / 8, 0]);
    expect(of('nodes/conv1/input_shape').values).toEqual([4, 4]);
    expect(of('nodes/conv1/padding').values).toEqual([1, 1]);
    expect(of('nodes/conv1/stride').values).toEqual([1, 1]);
    expect(of('nodes/conv1/dilation').values).toEqual([1, 1]);
    expect(of('nodes/conv1/groups').values).toEqual([1]);
  });

  test('a flattened image has its channels first, too', () => {
    expect(of('nodes/fc2_flatten/input_type').values).toEqual([2, 2, 2]);
    const { shape, values } = of('nodes/fc2/weight');
    expect(shape).toEqual([3, 8]);
    for (let o = 0; o < 3; o++)
      for (let c = 0; c < 2; c++)
        for (let p = 0; p < 4; p++)
          expect(values[o * 8 + c * 4 + p]).toBe(weightAt(1, (p * 2 + c) * 3 + o) / 0.25);
  });

  test('neurons have full-shape arrays with the threshold 1', () => {
    for (const [name, shape] of [
      ['conv1_neurons', [2, 4, 4]],
      ['fc2_neurons', [3]],
    ] as const) {
      const size = shape.reduce<number>((a, b) => a * b, 1);
      expect(of(`nodes/${name}/v_threshold`)).toEqual({ shape, values: new Array(size).fill(1) });
      expect(of(`nodes/${name}/r`)).toEqual({ shape, values: new Array(size).fill(1) });
      expect(of(`nodes/${name}/v_reset`)).toEqual({ shape, values: new Array(size).fill(0) });
    }
  });

  test('the readout is not divided, and its bias comes in parts', () => {
    expect(of('nodes/output_/weight').values).toEqual([0, 2, 4, 1, 3, 5].map((i) => weightAt(2, i)));
    expect(of('nodes/output_/bias').values).toEqual([...network.layers[2]!.bias].map((b) => b / 8));
  });
});

test('a leak is the time constant of LIF neurons in steps; counts as the answer end in neurons', async () => {
  const arrays = plainArrays(await writeNir({ ...dynamic, ...classifying }));
  expect(at(arrays, 'nodes/fc2_neurons/type')!.values).toEqual(['LIF']);
  expect(at(arrays, 'nodes/fc2_neurons/tau')!.values).toEqual([16, 16, 16]);
  expect(at(arrays, 'nodes/fc2_neurons/r')!.values).toEqual([16, 16, 16]);
  expect(at(arrays, 'nodes/fc2_neurons/v_leak')!.values).toEqual([0, 0, 0]);
  expect(at(arrays, 'nodes/output_neurons/type')!.values).toEqual(['LIF']);
  expect(at(arrays, 'metadata/reset')!.values).toEqual(['zero']);
  expect(at(arrays, 'metadata/readout')!.values).toEqual(['counts']);
  expect(at(arrays, 'metadata/leak')!.values).toEqual([0.9375]);
  // Pixels spike at every step, so that their weights come in parts.
  expect(at(arrays, 'nodes/conv1/weight')!.values[0]).toBe(weightAt(0, 0) / 0.5 / 8);
});

test('a hybrid network is refused with the layer that is analog', async () => {
  const layers = stored.layers.map((layer, l) => (l === 1 ? { ...layer, threshold: null } : layer));
  await expect(writeNir({ ...stored, layers })).rejects.toThrow('layer “fc2” still has analog neurons');
});

test('a dilated convolution whose paddings cannot be evened out is refused by name', async () => {
  const [first, ...rest] = stored.layers;
  const { synapse } = first!.layer;
  if (synapse.kind !== 'conv2d') throw new RangeError('the first layer is a convolution');
  const padding = { before: [1, 1], after: [2, 1] } as const;
  const layer = { ...first!.layer, synapse: { ...synapse, dilation: [2, 1] as const, padding } };
  await expect(writeNir({ ...stored, layers: [{ ...first!, layer }, ...rest] })).rejects.toThrow(
    'layer “conv1”: a padding of 1 before and 2 after cannot be expressed in NIR at a dilation of 2',
  );
});

test('names that are taken or that HDF5 has no room for are changed, and kept', async () => {
  const renamed = ['conv1_neurons', 'a/b', 'input'];
  const layers = stored.layers.map((each, l) => ({ ...each, layer: { ...each.layer, name: renamed[l]! } }));
  const arrays = plainArrays(await writeNir({ ...stored, layers }));
  expect(at(arrays, 'nodes/a_b/metadata/layer')!.values).toEqual(['a/b']);
  expect(at(arrays, 'nodes/input_/metadata/layer')!.values).toEqual(['input']);
});
