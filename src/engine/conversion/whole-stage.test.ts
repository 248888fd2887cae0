/**
 * Tests properties of every method that trains all layers in one stage, on a toy network with a
 * convolution of stride 2 and batch norm.
 */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import type { AnnNetwork } from '../layers/ann.ts';
import { disposeParameters, initialValues, type LayerValues, readValues } from '../layers/parameters.ts';
import { trainSurrogate } from '../methods/surrogate/surrogate-training.ts';
import { trainTandem } from '../methods/tandem/tandem-end-to-end.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { argMax } from '../objectives/rows.ts';
import { evaluate } from '../simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { crewsOf } from '../testing/crew.ts';
import {
  batchFrom,
  classLabels,
  noWatch,
  silent,
  toyAnn,
  toyImages,
  toySettings,
  toyValues,
} from '../testing/toy.ts';
import { createRandom } from '../work/random.ts';
import type { Watch } from '../work/watch.ts';
import type { ConversionData, ConversionListener, ConversionResources, StageEnd } from './conversion.ts';
import type { WholeStageSettings } from './whole-stage.ts';

type Method = (
  ann: AnnNetwork,
  data: ConversionData,
  changes: Partial<WholeStageSettings>,
  watch: Watch,
  listener: ConversionListener,
  resources?: ConversionResources,
) => Promise<SpikingNetwork>;

const common = { ...toySettings, timeSteps: 8, patience: 2, batchSize: 32 };

const surrogate = { leak: 1, reset: 'soft', surrogateShape: 'rectangle', surrogateWidth: 1 } as const;

const methods: readonly (readonly [string, Method])[] = [
  [
    'end-to-end tandem learning',
    (ann, data, changes, ...rest) => trainTandem(ann, data, { ...common, ...changes }, ...rest),
  ],
  [
    'surrogate gradients',
    (ann, data, changes, ...rest) =>
      trainSurrogate(ann, data, { ...common, ...surrogate, ...changes }, ...rest),
  ],
  [
    'surrogate gradients, leaky neurons with a hard reset',
    (ann, data, changes, ...rest) =>
      trainSurrogate(
        ann,
        data,
        { ...common, ...surrogate, leak: 0.8, reset: 'hard', surrogateShape: 'arctan', ...changes },
        ...rest,
      ),
  ],
];

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const layers = toLayers(parseNotation('6x6-c3s1-c4s2-8-3'));
const inputShape = [6, 6, 1] as const;
const train = toyImages({ count: 192, inputShape, classes: 3, seed: 1 });
const validation = toyImages({ count: 96, inputShape, classes: 3, seed: 2 });
/**
 * Validation images with wrong classes: learning the true classes makes the loss on these worse
 * with every epoch.
 */
const contrary: ExampleSet = {
  ...validation,
  targets: { kind: 'class', labels: classLabels(validation).map((label) => (label + 1) % 3), classes: 3 },
};

const everythingLearnt = ['weight', 'gamma', 'beta', 'mean', 'variance'];

function moved(before: LayerValues, after: LayerValues): string[] {
  const all = ({ weight, bias, batchNorm }: LayerValues) =>
    ({ weight, bias, ...batchNorm }) as Record<string, Float32Array>;
  const old = all(before);
  return Object.entries(all(after))
    .filter(([name, values]) => values.some((value, i) => value !== old[name]![i]))
    .map(([name]) => name);
}

describe.each(methods)('%s', (_name, method) => {
  /**
   * Trains from seeded values and returns everything the run reported, and the parameters after
   * each epoch.
   */
  async function watchRun(
    changes: Partial<WholeStageSettings>,
    input: { judged?: ExampleSet; values?: LayerValues[]; resources?: ConversionResources } = {},
  ) {
    const ann = toyAnn(layers, input.values ?? toyValues(layers, 3));
    const epochs: { scores: Scores; values: LayerValues[] }[] = [];
    const told: string[] = [];
    let end: StageEnd | null = null;
    try {
      const network = await method(
        ann,
        { train, validation: input.judged ?? validation, objective: classificationObjective },
        changes,
        noWatch,
        {
          stageBegan: ({ stage, layer, threshold, diagnostics }) => {
            told.push(`began ${stage} ${layer} ${threshold} ${diagnostics}`);
          },
          epoch: async ({ stage, layer, epoch, validation: measured }) => {
            told.push(`epoch ${epoch} of ${stage} ${layer}`);
            epochs.push({ scores: measured, values: await Promise.all(ann.parameters.map(readValues)) });
          },
          stageEnded: (ended) => {
            told.push(`ended ${ended.stage} ${ended.layer}`);
            end = ended;
          },
        },
        input.resources,
      );
      const values = await Promise.all(ann.parameters.map(readValues));
      return { network, epochs, told, end: end! as StageEnd, values };
    } finally {
      disposeParameters(ann.parameters);
    }
  }

  test('one stage of all layers is told: epoch 0 as it stands, then the epochs, then the end', async () => {
    const { told, end, epochs, network } = await watchRun({ maxEpochs: 2, patience: 9 });
    expect(told).toEqual([
      'began 1 all layers null null',
      'epoch 0 of 1 all layers',
      'epoch 1 of 1 all layers',
      'epoch 2 of 1 all layers',
      'ended 1 all layers',
    ]);
    expect(end.before.loss).toBe(epochs[0]!.scores.loss);
    expect(end.network).toEqual(network);
  });

  test('an epoch moves all layers', async () => {
    const { epochs } = await watchRun({ maxEpochs: 1 });
    expect(layers.map((_, l) => moved(epochs[0]!.values[l]!, epochs[1]!.values[l]!))).toEqual([
      everythingLearnt,
      everythingLearnt,
      everythingLearnt,
      ['weight', 'bias'],
    ]);
  });

  test('thresholds stay what they were at the start', async () => {
    const start = (await watchRun({ maxEpochs: 0 })).network;
    const { network } = await watchRun({ maxEpochs: 2 });
    const thresholds = (of: SpikingNetwork) => of.layers.map(({ threshold }) => threshold);
    expect(thresholds(network)).toEqual(thresholds(start));
    expect(
      thresholds(network)
        .slice(0, -1)
        .flatMap((theta) => [...theta!])
        .every((theta) => theta > 0),
    ).toBe(true);
    expect(network.layers[0]!.weight).not.toEqual(start.layers[0]!.weight);
  });

  test('what is kept is the best epoch, statistics included', async () => {
    const { epochs, end, values } = await watchRun(
      { patience: 2, maxEpochs: 8, learningRate: 1e-2 },
      { judged: contrary },
    );
    const { bestEpoch, epoch } = end.scheduler;
    expect(bestEpoch).toBeLessThan(epoch);
    expect(values).toEqual(epochs[bestEpoch]!.values);
    expect(values).not.toEqual(epochs[epoch]!.values);
    expect(end.after.loss).toBe(epochs[bestEpoch]!.scores.loss);
  });

  test('the record answers as the network did that was judged', async () => {
    const { network, end } = await watchRun({ maxEpochs: 3, patience: 3 });
    const simulator = createSimulator(network);
    const { scores } = await evaluate(simulator, validation, classificationObjective, noWatch);
    disposeSimulator(simulator);
    expect(scores.accuracy).toBe(end.after.accuracy);
  });

  test('two runs are equal, another seed is not', async () => {
    const [one, two] = [await watchRun({ maxEpochs: 2 }), await watchRun({ maxEpochs: 2 })];
    expect(two.network).toEqual(one.network);
    expect(two.end).toEqual(one.end);
    expect((await watchRun({ maxEpochs: 2, seed: 2 })).network).not.toEqual(one.network);
  });

  test('both members of a crew of two end with the network and figures of one worker', async () => {
    const one = await watchRun({ maxEpochs: 2 });
    const members = await Promise.all(
      crewsOf(2).map((crew) => watchRun({ maxEpochs: 2 }, { resources: { crew } })),
    );
    for (const { network, epochs } of members) {
      expect(network).toEqual(one.network);
      expect(epochs).toEqual(one.epochs);
    }
  });

  describe('learns', () => {
    const chance = 1 / 3;
    test('from weights that have seen nothing', async () => {
      const random = createRandom(7, 'toy weights');
      const values = layers.map((layer) => initialValues(layer, random));
      const { end } = await watchRun({ maxEpochs: 30, patience: 30, learningRate: 5e-3 }, { values });
      expect(end.before.accuracy).toBeLessThan(chance + 0.25);
      expect(end.after.accuracy).toBeGreaterThan(chance + 0.4);
    });
  });

  describe('holds no tensor afterwards', () => {
    const left = async (work: () => Promise<unknown>): Promise<number> => {
      const before = tf.memory().numTensors;
      await work();
      return tf.memory().numTensors - before;
    };
    const run = async (watch: Watch) => {
      const ann = toyAnn(layers, toyValues(layers, 3));
      try {
        await method(
          ann,
          { train, validation, objective: classificationObjective },
          { maxEpochs: 2 },
          watch,
          silent,
        );
      } finally {
        disposeParameters(ann.parameters);
      }
    };
    test('when it ends', async () => {
      expect(await left(() => run(noWatch))).toBe(0);
    });
    test.each(['calibrating', 'training', 'validating'])('when it is stopped while %s', async (phase) => {
      const enough = new Error('enough');
      const stop: Watch = async (pulse) => {
        if (pulse.phase === phase) throw enough;
      };
      expect(await left(() => expect(run(stop)).rejects.toBe(enough))).toBe(0);
    });
  });

  test('one prediction is one image’s own: a batch changes none', async () => {
    const { network } = await watchRun({ maxEpochs: 1 });
    const simulator = createSimulator(network);
    const { classes } = await evaluate(simulator, validation, classificationObjective, noWatch);
    disposeSimulator(simulator);
    const ann = toyAnn(layers, toyValues(layers, 3));
    let alone: number[] = [];
    await method(ann, { train, validation, objective: classificationObjective }, { maxEpochs: 1 }, noWatch, {
      ...silent,
      stageEnded: async (_, potentialsOf) => {
        alone = [];
        for (let i = 0; i < 10; i++) {
          const { x } = batchFrom(validation, i, 1);
          const logits = tf.tidy(() => potentialsOf(x));
          alone.push(argMax((await logits.data()) as Float32Array));
          tf.dispose([x, logits]);
        }
      },
    });
    disposeParameters(ann.parameters);
    expect(alone).toEqual([...classes!.subarray(0, 10)]);
  });
});
