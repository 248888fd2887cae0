import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { denseLayer, imageLayer } from '../engine/testing/layers.ts';
import { toLayers } from './chain.ts';
import { accumulates, annMacs, fanOut, goingOn, layerMacs, networkCost } from './cost.ts';
import type { AveragePoolStep } from './kinds/average-pool.ts';
import type { Conv2dSynapse } from './kinds/conv2d.ts';
import type { Layer } from './layer.ts';
import { neuronCount, weightShape } from './layer.ts';
import { parseNotation } from './notation.ts';
import type { ImageShape, Pair } from './shape.ts';
import { sizeOf } from './shape.ts';

const layersOf = (notation: string) => toLayers(parseNotation(notation));
const once = (length: number) => new Float32Array(length).fill(1);

test('padded positions are no connections: 128 accumulates, not 648', () => {
  const layer = imageLayer({ inputShape: [6, 6, 1], filters: 2, kernel: 3, stride: 2, padding: 1 });
  expect(accumulates(layer, once(36))).toBe(128);
});

test.each([
  ['CIFAR AlexNet', '32x32x3-c96s1-c256s2-c384s2-c384s1-c256s2-2048-10', 200_508_544],
  ['VGG-11', '32x32x3-c64s1-c128s2-c256s1-c256s2-c512s1-c512s2-c512s1-c512s2-4096-4096-10', 276_931_328],
  ['autoencoder', '28x28-128-64-32-64-128-784', 221_184],
])('multiply-accumulates of the paper’s %s', (_, notation, wanted) => {
  expect(annMacs(layersOf(notation))).toBe(wanted);
});

test('the ratios follow their formulas', () => {
  const layers = layersOf('4x4-c2s2-3-2');
  const macs = layers.map(layerMacs);
  // 4×4 at stride 2: rows −1…1 and 1…3, so 5 of 6 taps exist on each axis.
  expect(macs).toEqual([5 * 5 * 2, 8 * 3, 3 * 2]);
  const spikes = [Float64Array.of(3, 0, 1, 0, 0, 5, 0, 0), Float64Array.of(2, 0, 4)];
  const cost = networkCost(layers, spikes, 4);
  const snn = (9 * 3) / 4 + (6 * 2) / 4;
  expect(cost.snnAccumulates).toBe(snn);
  expect(cost.inputMacs).toBe(50);
  expect(cost.annMacs).toBe(80);
  expect(cost.ratio).toBeCloseTo(snn / 80, 12);
  expect(cost.energyRatio).toBeCloseTo((14 * 50 + snn) / (14 * 80), 12);
  expect(cost.layers.map((layer) => [layer.name, layer.annMacs, layer.snnAccumulates])).toEqual([
    ['conv1', 50, 0],
    ['fc2', 24, (9 * 3) / 4],
    ['output', 6, (6 * 2) / 4],
  ]);
  expect(cost.images).toBe(4);
  expect(cost.formula).toContain('14');
  expect(cost.formula).toContain('multiply-accumulates of all of the ANN’s layers, the first included');
});

describe('max pooling', () => {
  // Of one neuron each, in rows of four; the pool has four windows of 2×2.
  const counts = [2, 4, 0, 3, 1, 0, 2, 2, 0, 0, 5, 1, 0, 0, 1, 6];

  test('sends on the largest count of each window, each with the connections behind it', () => {
    const [, output] = layersOf('4x4-c1s1-m2-3') as [Layer, Layer];
    expect(Array.from(goingOn(output, counts))).toEqual([4, 3, 0, 6]);
    expect([...fanOut(output)]).toEqual([3, 3, 3, 3]);
    expect(accumulates(output, goingOn(output, counts))).toBe(13 * 3);
    const layers = [layersOf('4x4-c1s1-m2-3')[0]!, output];
    const cost = networkCost(layers, [goingOn(output, counts)], 1);
    expect(cost).toMatchObject({ snnAccumulates: 39, annMacs: 10 * 10 + 4 * 3 });
    expect(cost.formula).toContain('largest count');
  });

  test('under a fan-in limit counts the connections that are left', () => {
    const [, output] = layersOf('4x4-c1s1-m2-3') as [Layer, Layer];
    const weight = Float32Array.from({ length: 12 }, (_, i) => (i < 3 ? 0 : 1));
    expect(accumulates(output, goingOn(output, counts), weight)).toBe((3 + 0 + 6) * 3);
  });

  test('before average pooling has its fan-out, and behind another pool a larger window', () => {
    const [, averaged] = layersOf('4x4-c1s1-m2-a2-3') as [Layer, Layer];
    expect(Array.from(goingOn(averaged, counts))).toEqual([4, 3, 0, 6]);
    expect(accumulates(averaged, goingOn(averaged, counts))).toBe(13 * 3);
    const [, twice] = layersOf('4x4-c1s1-m2-m2-3') as [Layer, Layer];
    expect(Array.from(goingOn(twice, counts))).toEqual([6]);
    const [, plain] = layersOf('4x4-c1s1-a2-3') as [Layer, Layer];
    expect(goingOn(plain, counts)).toBe(counts);
  });

  test('behind average pooling has no count', () => {
    const [, output] = layersOf('4x4-c1s1-a2-m2-3') as [Layer, Layer];
    expect(() => goingOn(output, counts)).toThrow('output: fractions of spikes reach max pooling');
  });
});

test('pixels that spike are accumulates of the first layer, and no multiply-accumulates are left', () => {
  const layers = layersOf('4x4-c2s2-3-2');
  const spikes = [Float64Array.of(3, 0, 1, 0, 0, 5, 0, 0), Float64Array.of(2, 0, 4)];
  const pixels = new Float64Array(16);
  pixels[0] = 8;
  pixels[15] = 4;
  const analog = networkCost(layers, spikes, 4);
  const cost = networkCost(layers, spikes, 4, { coding: 'poisson', inputSums: pixels });
  // At stride 2 with padding 1 the corner (0, 0) is seen by one position, (3, 3) too; each has two
  // filters.
  const first = (8 * 2 + 4 * 2) / 4;
  expect(cost.layers[0]!.snnAccumulates).toBe(first);
  expect(cost.snnAccumulates).toBe(analog.snnAccumulates + first);
  expect(cost.inputMacs).toBe(0);
  expect(cost.energyRatio).toBeCloseTo(cost.snnAccumulates / (14 * 80), 12);
  expect(cost.formula).toContain('pixels');
  const constant = networkCost(layers, spikes, 4, { coding: 'constant' });
  expect({ ...constant, formula: '' }).toEqual({ ...analog, formula: '' });
  expect(constant.formula).toContain('computed once');
});

test('without pooling, a spike of every neuron costs what the ANN costs in that layer', () => {
  const layers = layersOf('12x10x2-c3s2-c4k5s1-7-3');
  for (const layer of layers) expect(accumulates(layer, once(fanOut(layer).length))).toBe(layerMacs(layer));
});

test('a dense layer reaches every unit from every input', () => {
  expect([...fanOut(denseLayer(3, 5))]).toEqual([5, 5, 5]);
});

test('fanOut has an entry for every neuron before the layer, in the order of its activations', () => {
  const layers = layersOf('9x7-c3s2-a2-c4s1-5-2');
  for (let l = 1; l < layers.length; l++)
    expect(fanOut(layers[l]!)).toHaveLength(neuronCount(layers[l - 1]!));
});

/**
 * Returns the windows of one placement: for every output position, the positions of the input that
 * exist.
 */
function windows(
  shape: ImageShape,
  out: ImageShape,
  kernel: Pair,
  stride: Pair,
  padding: Pair,
  dilation: Pair = [1, 1],
): [from: [number, number], to: [number, number]][] {
  const found: [[number, number], [number, number]][] = [];
  for (let oy = 0; oy < out[0]; oy++)
    for (let ox = 0; ox < out[1]; ox++)
      for (let ky = 0; ky < kernel[0]; ky++)
        for (let kx = 0; kx < kernel[1]; kx++) {
          const y = oy * stride[0] + ky * dilation[0] - padding[0];
          const x = ox * stride[1] + kx * dilation[1] - padding[1];
          if (y >= 0 && y < shape[0] && x >= 0 && x < shape[1])
            found.push([
              [y, x],
              [oy, ox],
            ]);
        }
  return found;
}

const flat = (shape: ImageShape, y: number, x: number, c: number) => (y * shape[1] + x) * shape[2] + c;

/**
 * Returns the pairs of an input and an output neuron with a weight between them, each written out.
 */
function convPairs(synapse: Conv2dSynapse): Set<string> {
  const { inputShape, outputShape, kernel, stride, padding, dilation } = synapse;
  const pairs = new Set<string>();
  for (const [[y, x], [oy, ox]] of windows(inputShape, outputShape, kernel, stride, padding.before, dilation))
    for (let c = 0; c < inputShape[2]; c++)
      for (let o = 0; o < outputShape[2]; o++)
        pairs.add(`${flat(inputShape, y, x, c)} ${flat(outputShape, oy, ox, o)}`);
  return pairs;
}

function countBySource(pairs: Iterable<string>, sources: number): number[] {
  const counts = new Array<number>(sources).fill(0);
  for (const pair of pairs) counts[Number(pair.split(' ')[0])]!++;
  return counts;
}

const small = (most: number) => fc.integer({ min: 1, max: most });

/** Any convolution, its paddings unequal and its kernel dilated too. */
const conv = fc
  .record({
    height: small(7),
    width: small(7),
    channels: small(2),
    filters: small(2),
    kernel: fc.tuple(small(4), small(4)),
    stride: fc.tuple(small(3), small(3)),
    dilation: fc.tuple(small(3), small(3)),
    before: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
    after: fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 })),
  })
  .map(({ height, width, channels, filters, kernel, stride, dilation, before, after }): Layer | null => {
    const most = (axis: 0 | 1) => (kernel[axis] - 1) * dilation[axis];
    const within = (pad: Pair): Pair => [Math.min(pad[0], most(0)), Math.min(pad[1], most(1))];
    const padding = { before: within(before), after: within(after) };
    const out = (size: number, axis: 0 | 1) =>
      Math.floor((size + padding.before[axis] + padding.after[axis] - most(axis) - 1) / stride[axis]) + 1;
    const outputShape: ImageShape = [out(height, 0), out(width, 1), filters];
    if (outputShape.some((n) => n < 1)) return null;
    const inputShape: ImageShape = [height, width, channels];
    const synapse = { kind: 'conv2d', inputShape, outputShape, kernel, stride, padding, dilation } as const;
    return { name: 'conv', before: [], batchNorm: null, synapse };
  })
  .filter((layer) => layer !== null);

/** Returns `length` values for any layer; about a third of them are 0. */
function sparse(length: number, seed: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => ((i * 7 + seed * 13 + ((i * i) % 11)) % 3) - 1);
}

test('with weights, only those that are not 0 are connections, at the border too', () => {
  fc.assert(
    fc.property(conv, fc.nat({ max: 99 }), (layer, seed) => {
      const { inputShape, outputShape, kernel, stride, padding, dilation } = layer.synapse as Conv2dSynapse;
      const weight = sparse(sizeOf(weightShape(layer.synapse)), seed);
      const wanted = new Array<number>(sizeOf(inputShape)).fill(0);
      const { before } = padding;
      for (const [[y, x], [oy, ox]] of windows(inputShape, outputShape, kernel, stride, before, dilation))
        for (let c = 0; c < inputShape[2]; c++)
          for (let o = 0; o < outputShape[2]; o++) {
            const ky = (y - oy * stride[0] + before[0]) / dilation[0];
            const kx = (x - ox * stride[1] + before[1]) / dilation[1];
            const at = ((ky * kernel[1] + kx) * inputShape[2] + c) * outputShape[2] + o;
            if (weight[at] !== 0) wanted[flat(inputShape, y, x, c)]!++;
          }
      expect([...fanOut(layer, weight)]).toEqual(wanted);
    }),
    { numRuns: 100 },
  );
});

test('a dense layer under a fan-in limit, and what it costs', () => {
  expect([...fanOut(denseLayer(3, 2), Float32Array.of(1, 0, 0, 0, -2, 3))]).toEqual([1, 0, 2]);
  const layers = layersOf('4x4-c2s2-3-2');
  const spikes = [Float64Array.of(3, 0, 1, 0, 0, 5, 0, 0), Float64Array.of(2, 0, 4)];
  const kernel = new Float32Array(18);
  kernel[8] = 1; // The middle of the kernel, of the first filter: four places.
  const fc2 = new Float32Array(24).fill(1);
  fc2.fill(0, 0, 2); // The first neuron reaches one unit of three.
  const cost = networkCost(layers, spikes, 4, { limited: [kernel, fc2, null] });
  expect(cost.inputMacs).toBe(4);
  expect(cost.layers.map(({ annMacs, snnAccumulates }) => [annMacs, snnAccumulates])).toEqual([
    [50, 0],
    [24, (3 * 1 + 6 * 3) / 4],
    [6, (6 * 2) / 4],
  ]);
  expect(cost.annMacs).toBe(80);
});

test('fan-out of any convolution is the number of weights that exist', () => {
  fc.assert(
    fc.property(conv, (layer) => {
      const synapse = layer.synapse as Conv2dSynapse;
      const wanted = countBySource(convPairs(synapse), sizeOf(synapse.inputShape));
      expect([...fanOut(layer)]).toEqual(wanted);
      expect(layerMacs(layer)).toBe(wanted.reduce((a, b) => a + b, 0));
    }),
    { numRuns: 200 },
  );
});

test('a neuron before average pooling reaches what its pooled pixel reaches; one in no window reaches nothing', () => {
  const pooled = fc.record({ layer: conv, window: fc.tuple(small(3), small(3)), rest: fc.nat({ max: 1 }) });
  fc.assert(
    fc.property(pooled, ({ layer, window, rest }) => {
      const synapse = layer.synapse as Conv2dSynapse;
      const [height, width, channels] = synapse.inputShape;
      const inputShape: ImageShape = [
        height * window[0] + Math.min(rest, window[0] - 1),
        width * window[1],
        channels,
      ];
      const pool: AveragePoolStep = {
        kind: 'averagePool',
        inputShape,
        outputShape: synapse.inputShape,
        kernel: window,
        stride: window,
      };
      const into = new Map<number, number>();
      for (const [[y, x], [oy, ox]] of windows(inputShape, synapse.inputShape, window, window, [0, 0]))
        for (let c = 0; c < channels; c++)
          into.set(flat(inputShape, y, x, c), flat(synapse.inputShape, oy, ox, c));
      const after = countBySource(convPairs(synapse), sizeOf(synapse.inputShape));
      const wanted = Array.from({ length: sizeOf(inputShape) }, (_, i) => after[into.get(i) ?? -1] ?? 0);
      expect([...fanOut({ ...layer, before: [pool] })]).toEqual(wanted);
    }),
    { numRuns: 100 },
  );
});

test('pooling before a flatten: four neurons share a pixel and each reaches every unit', () => {
  const layer = layersOf('4x4-c1s1-a2-3')[1]!;
  expect([...fanOut(layer)]).toEqual(new Array(16).fill(3));
  // The analog network does its work on the four pooled pixels.
  expect(layerMacs(layer)).toBe(12);
});
