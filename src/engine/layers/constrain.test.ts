/**
 * Tests conversions under hardware limits: the weights of the spiking network keep them, and the
 * rest continues to learn in full precision.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { weightsAllowed } from '../../networks/fan-in.ts';
import { outputChannels } from '../../networks/layer.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ConversionListener, ConversionSettings } from '../conversion/conversion.ts';
import { convert } from '../conversion/convert.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { constrainedReadout, constrainReadout, createHybrid, disposeHybrid } from '../hybrid/hybrid.ts';
import { recordHybrid } from '../hybrid/record-hybrid.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { evaluate } from '../simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { noWatch, silent, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { constrained, withFanIn } from './constrain.ts';
import { type HardwareConstraint, levelsOf, type WeightPrecision } from './constraint.ts';
import { foldBatchNorm } from './fold.ts';
import { type LayerValues, readValues } from './parameters.ts';
import { quantise } from './quantise.ts';
import { trainingPass } from './training-pass.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('8x8-c6s1-a2-c8s1-16-3'));
const inputShape = [8, 8, 1] as const;
const train = toyImages({ count: 96, inputShape, classes: 3, seed: 1 });
const validation = toyImages({ count: 48, inputShape, classes: 3, seed: 2 });
const uniform = (bits: number): WeightPrecision => ({ scheme: 'uniform', bits });
const limits = (changes: Partial<HardwareConstraint>): HardwareConstraint => ({
  precision: null,
  scope: 'channel',
  fanIn: null,
  ...changes,
});

async function converted(
  constraint: HardwareConstraint | null,
  changes: Partial<ConversionSettings> = {},
  listener: ConversionListener = silent,
) {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const settings = { ...toySettings, ...changes, constraint };
  const network = await convert(
    ann,
    { train, validation, objective: classificationObjective },
    settings,
    noWatch,
    listener,
  );
  return { network, ann };
}

/**
 * Returns the largest number of distinct values in a scale group, for weights and for biases, over
 * all layers.
 */
function distinct({ layers }: SpikingNetwork, scope: 'tensor' | 'channel') {
  const weights = layers.flatMap(({ layer, weight }) => {
    const groups = scope === 'channel' ? outputChannels(layer.synapse) : 1;
    return Array.from({ length: groups }, (_, g) => new Set(weight.filter((_, i) => i % groups === g)).size);
  });
  return { weights: Math.max(...weights), biases: Math.max(...layers.map(({ bias }) => new Set(bias).size)) };
}

describe('precision', () => {
  test.each([
    [4, 'channel'],
    [4, 'tensor'],
    [2, 'channel'],
  ] as const)('a network of %s bits per %s holds no more values than that', async (bits, scope) => {
    const { network } = await converted(limits({ precision: uniform(bits), scope }));
    expect(network.layers.every((layer) => layer.constrained)).toBe(true);
    expect(network.layers).toHaveLength(4);
    const { weights, biases } = distinct(network, scope);
    expect(weights).toBeLessThanOrEqual(2 ** bits - 1);
    expect(biases).toBeLessThanOrEqual(2 ** bits - 1);
    // Not for want of weights: without the limit there are more.
    expect(distinct((await converted(null)).network, scope).weights).toBeGreaterThan(2 ** bits - 1);
  });

  test('a list of levels: every weight is one of them, times the largest of its channel', async () => {
    const levels = [-1, -0.3, 0, 0.3, 1];
    const { network } = await converted(limits({ precision: { scheme: 'levels', levels } }));
    for (const { layer, weight } of network.layers) {
      const channels = outputChannels(layer.synapse);
      for (let c = 0; c < channels; c++) {
        const group = weight.filter((_, i) => i % channels === c);
        const largest = Math.max(...group.map(Math.abs));
        const allowed = levelsOf({ scheme: 'levels', levels }).map((level) => level * largest);
        for (const value of group) expect(allowed).toContain(value);
      }
    }
  });

  test('it is imposed layer by layer, the readout in a stage of its own', async () => {
    const marks: unknown[] = [];
    await converted(
      limits({ precision: uniform(4) }),
      { readoutStage: false },
      {
        ...silent,
        stageEnded: ({ stage, layer, network }) => {
          marks.push([stage, layer, network.layers.map((one) => one.constrained ?? false)]);
          expect(network.constraint).toEqual(limits({ precision: uniform(4) }));
        },
      },
    );
    expect(marks).toEqual([
      [1, 'conv1', [true, false, false, false]],
      [2, 'conv2', [true, true, false, false]],
      [3, 'fc3', [true, true, true, false]],
      [4, 'output', [true, true, true, true]],
    ]);
  });

  test('full-precision copies keep learning: what is frozen is their rounding, not they', async () => {
    const { network, ann } = await converted(limits({ precision: uniform(3) }));
    for (const [l, { weight, bias }] of network.layers.entries()) {
      const folded = foldBatchNorm(layers[l]!, ann.parameters[l]!);
      const full = await folded.weight.data();
      expect(new Set(full).size).toBeGreaterThan(20);
      const rounded = quantise(folded.weight, uniform(3), 'channel');
      expect(weight).toEqual(await rounded.data());
      expect(bias).toEqual(await quantise(folded.bias, uniform(3), 'tensor').data());
    }
  });

  test('the readout’s gradients are those of a readout with the rounded weights, handed to the full ones', async () => {
    const hybrid = createHybrid(toyAnn(layers, toyValues(layers, 3)), {
      ...toySettings,
      constraint: limits({ precision: uniform(2) }),
    });
    await constrainReadout({ ...hybrid, frozen: Array(3) });
    const counts = tf.tensor2d(
      Float32Array.from({ length: 32 }, (_, i) => i % 4),
      [2, 16],
    );
    const up = tf.tensor2d([1, -2, 3, 0.5, 0, -1], [2, 3]);
    const { weight, bias } = hybrid.parameters[3]!;
    const { value, grads } = tf.variableGrads(
      () =>
        tf.sum(tf.mul(constrainedReadout(hybrid, counts, trainingPass([counts.shape[0]!])), up)) as tf.Scalar,
      [weight, bias],
    );
    const rounded = tf.add(
      tf.matMul(counts, quantise(weight, uniform(2), 'channel') as unknown as tf.Tensor2D),
      quantise(bias, uniform(2), 'tensor'),
    );
    expect((await value.data())[0]).toBeCloseTo((await tf.sum(tf.mul(rounded, up)).data())[0]!, 4);
    expect(grads[weight.name]!.arraySync()).toEqual(tf.matMul(counts, up, true).arraySync());
    expect(grads[bias.name]!.arraySync()).toEqual(tf.sum(up, 0).arraySync());
  });

  test('training, records and simulator agree', async () => {
    let tuned = 0;
    const { network } = await converted(
      limits({ precision: uniform(4), fanIn: 12 }),
      {},
      {
        ...silent,
        stageEnded: ({ after }) => {
          tuned = after.accuracy!;
        },
      },
    );
    const simulator = createSimulator(network);
    const { scores } = await evaluate(simulator, validation, classificationObjective, noWatch);
    expect(scores.accuracy).toBe(tuned);
    disposeSimulator(simulator);
  });
});

describe('fan-in', () => {
  const kept = (network: SpikingNetwork) =>
    network.layers.map(({ layer, weight }) => {
      const channels = outputChannels(layer.synapse);
      return Array.from(
        { length: channels },
        (_, c) => weight.filter((value, i) => i % channels === c && value !== 0).length,
      );
    });

  test.each([4, 12, 40])('the network obeys a limit of %s exactly', async (fanIn) => {
    const { network } = await converted(limits({ fanIn }));
    kept(network).forEach((counts, l) => {
      const allowed = weightsAllowed(layers[l]!, fanIn);
      // Float weights that train are never exactly 0: each neuron uses all it may.
      expect(counts).toEqual(counts.map(() => allowed));
    });
  });

  test('chosen when the layer’s stage begins; then those connections alone learn', async () => {
    const seen: { stage: number; values: LayerValues[] }[] = [];
    const ann = toyAnn(layers, toyValues(layers, 3));
    const look = async (stage: number) => {
      seen.push({ stage, values: await Promise.all(ann.parameters.map(readValues)) });
    };
    await convert(
      ann,
      { train, validation, objective: classificationObjective },
      { ...toySettings, maxEpochs: 3, patience: 3, constraint: limits({ fanIn: 8 }) },
      noWatch,
      {
        stageBegan: ({ stage }) => look(stage),
        epoch: ({ stage }) => look(stage),
        stageEnded: ({ stage }) => look(stage),
      },
    );
    const zeros = (values: Float32Array) => [...values].map((value) => value === 0);
    layers.forEach((_, l) => {
      const [began, ...later] = seen.filter(({ stage }) => stage === l + 1);
      const earlier = seen.filter(({ stage }) => stage < l + 1);
      for (const { values } of earlier) expect(zeros(values[l]!.weight)).not.toContain(true);
      expect(zeros(began!.values[l]!.weight)).toContain(true);
      for (const { values } of later)
        expect(zeros(values[l]!.weight)).toEqual(zeros(began!.values[l]!.weight));
      expect(later.at(-1)!.values[l]!.weight).not.toEqual(began!.values[l]!.weight);
    });
  });

  test('no gradient reaches a weight without a connection', async () => {
    const [first] = layers;
    const ann = toyAnn(layers, toyValues(layers, 3));
    const parameters = await withFanIn(first!, ann.parameters[0]!, limits({ fanIn: 3 }));
    const x = tf.randomUniform([4, 8, 8, 1], 0, 1, 'float32', 7) as tf.Tensor4D;
    const { grads } = tf.variableGrads(
      () => tf.sum(tf.square(tf.conv2d(x, foldBatchNorm(first!, parameters).weight as tf.Tensor4D, 1, 1))),
      [parameters.weight],
    );
    const mask = await parameters.mask!.data();
    const slopes = await grads[parameters.weight.name]!.data();
    expect([...mask].filter((one) => one === 1)).toHaveLength(3 * 6);
    slopes.forEach((slope, i) => {
      expect(slope === 0).toBe(mask[i] === 0);
    });
  });

  test('a limit that no neuron reaches changes nothing but the record', async () => {
    const free = (await converted(null, { readoutStage: true })).network;
    const wide = (await converted(limits({ fanIn: 65536 }))).network;
    for (const [l, { weight, bias, threshold }] of wide.layers.entries())
      expect({ weight, bias, threshold }).toEqual({
        weight: free.layers[l]!.weight,
        bias: free.layers[l]!.bias,
        threshold: free.layers[l]!.threshold,
      });
  });

  test('a missing connection is 0 although 0 is no level', async () => {
    const levels = [-1, -0.5, 0.5, 1];
    const { network } = await converted(limits({ precision: { scheme: 'levels', levels }, fanIn: 12 }));
    kept(network).forEach((counts, l) => {
      expect(counts).toEqual(counts.map(() => weightsAllowed(layers[l]!, 12)));
    });
  });

  test('costs fewer accumulates and input multiply-accumulates; the ANN’s stay', async () => {
    const costOf = async (network: SpikingNetwork) => {
      const simulator = createSimulator(network);
      const { cost } = await evaluate(simulator, validation, classificationObjective, noWatch);
      disposeSimulator(simulator);
      return cost!;
    };
    const limited = await costOf((await converted(limits({ fanIn: 4 }))).network);
    const free = await costOf((await converted(null)).network);
    expect(limited.annMacs).toBe(free.annMacs);
    // Nine weights of the first kernel become four, fewer at the border.
    expect(limited.inputMacs).toBeLessThan(free.inputMacs / 2 + 1);
    expect(limited.inputMacs).toBeGreaterThan(free.inputMacs / 3);
    expect(limited.snnAccumulates).toBeLessThan(free.snnAccumulates / 3);
    expect(limited.formula).toContain('a weight of 0 is no connection');
    expect(free.formula).not.toContain('a weight of 0');
  });
});

test('nothing is left behind, also where a layer cannot be limited', async () => {
  const constraint = limits({ precision: uniform(4), fanIn: 12 });
  const run = async (limit: HardwareConstraint) => {
    const ann = toyAnn(layers, toyValues(layers, 3));
    const before = tf.memory().numTensors;
    const settings = { ...toySettings, constraint: limit };
    const work = convert(
      ann,
      { train, validation, objective: classificationObjective },
      settings,
      noWatch,
      silent,
    );
    await work.catch((error: Error) => expect(error.message).toContain('layer conv2: through its average'));
    return tf.memory().numTensors - before;
  };
  expect(await run(constraint)).toBe(0);
  expect(await run({ ...constraint, fanIn: 3 })).toBe(0);
});

test('the untuned conversion constrains every layer, the output too', async () => {
  const constraint = limits({ precision: uniform(4), fanIn: 12 });
  const { hybrid } = await convertUntuned(
    toyAnn(layers, toyValues(layers, 3)),
    train,
    { ...toySettings, constraint },
    noWatch,
  );
  const untuned = await recordHybrid(hybrid, inputShape);
  disposeHybrid(hybrid);
  expect(untuned.layers.every((layer) => layer.constrained)).toBe(true);
  expect(untuned.constraint).toEqual(constraint);
});

test('without limits a layer’s parameters are handed on as they are', () => {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const output = ann.parameters[3]!;
  for (const none of [null, undefined, limits({ fanIn: 4 })])
    expect(constrained(layers[3]!, output, none).weight).toBe(output.weight);
});
