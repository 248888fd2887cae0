/**
 * Tests that what is learnt, and every figure on the way, is the same to the bit for every number
 * of workers, with every method that trains.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { noScaling } from '../examples/scaling.ts';
import { disposeParameters, readValues } from '../layers/parameters.ts';
import { pretrain } from '../learning/pretrain.ts';
import { trainClipFloorShift } from '../methods/clip-floor-shift/clip-floor-shift-conversion.ts';
import { trainSurrogate } from '../methods/surrogate/surrogate-training.ts';
import { trainTandem } from '../methods/tandem/tandem-end-to-end.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { evaluate } from '../simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../simulation/simulate.ts';
import type { SpikingNetwork } from '../spiking/spiking-network.ts';
import { crewsOf } from '../testing/crew.ts';
import { noWatch, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { alone, type Crew } from '../work/crew.ts';
import type { ConversionListener, StageEnd, StageEpoch } from './conversion.ts';
import { convert } from './convert.ts';

const layers = toLayers(parseNotation('6x6-c3s2-c4s1-5-2'));
const images = (count: number, seed: number) => toyImages({ count, inputShape: [6, 6, 1], classes: 2, seed });
const data = { train: images(207, 1), validation: images(75, 2), objective: classificationObjective };
const settings = {
  ...toySettings,
  batchSize: 66,
  groups: 4,
  learningRate: 1e-2,
  calibrationCount: 32,
};

const neurons = {
  initialPotential: 'zero',
  leak: 1,
  reset: 'soft',
  surrogateShape: 'rectangle',
  surrogateWidth: 1,
} as const;

type Convert = (
  ann: ReturnType<typeof toyAnn>,
  listener: ConversionListener,
  crew: Crew,
) => Promise<SpikingNetwork>;

const constraint = { precision: { scheme: 'uniform', bits: 4 }, scope: 'channel', fanIn: 8 } as const;

const methods: Record<string, Convert> = {
  'progressive tandem learning': (ann, listener, crew) =>
    convert(ann, data, settings, noWatch, listener, { crew, cacheBytes: 20_000 / crew.size }),
  'the same with corrected biases': (ann, listener, crew) =>
    convert(ann, data, { ...settings, correctBias: true }, noWatch, listener, { crew }),
  'the same under hardware limits': (ann, listener, crew) =>
    convert(ann, data, { ...settings, constraint }, noWatch, listener, { crew }),
  'the same with frozen coupled layers': (ann, listener, crew) =>
    convert(ann, data, { ...settings, trainCoupledLayer: false }, noWatch, listener, {
      crew,
      cacheBytes: 1e6,
    }),
  'tandem learning end to end': (ann, listener, crew) =>
    trainTandem(ann, data, settings, noWatch, listener, { crew }),
  'surrogate gradients': (ann, listener, crew) =>
    trainSurrogate(ann, data, { ...settings, ...neurons }, noWatch, listener, { crew }),
  'clip–floor–shift': (ann, listener, crew) =>
    trainClipFloorShift(ann, data, { ...settings, percentile: 99, quantisationSteps: 4 }, noWatch, listener, {
      crew,
    }),
};

/** Returns all that a conversion says and makes, without what tells of the machine. */
async function outcome(run: Convert, crew: Crew) {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const epochs: Omit<StageEpoch, 'memory'>[] = [];
  const ends: Pick<StageEnd, 'before' | 'after' | 'network'>[] = [];
  const listener: ConversionListener = {
    stageBegan: () => {},
    epoch: ({ memory: _, ...epoch }) => void epochs.push(epoch),
    stageEnded: ({ before, after, network }) => void ends.push({ before, after, network }),
  };
  const network = await run(ann, listener, crew);
  const values = await Promise.all(ann.parameters.map(readValues));
  disposeParameters(ann.parameters);
  const simulator = createSimulator(network);
  const { share, each, classes, ...evaluation } = await evaluate(
    simulator,
    data.validation,
    data.objective,
    noWatch,
    crew,
    { anytime: 'accuracy' },
  );
  disposeSimulator(simulator);
  return { epochs, ends, network, values, evaluation };
}

for (const backend of ['wasm', 'cpu'] as const)
  describe(`on ${backend}`, () => {
    beforeAll(async () => {
      await openNodeBackend(backend);
    }, 60_000);

    test.each(Object.keys(methods))('%s', async (name) => {
      const one = await outcome(methods[name]!, alone);
      expect(one.epochs.length).toBeGreaterThan(2);
      expect(one.epochs.every(({ trainLoss }) => trainLoss === null || Number.isFinite(trainLoss))).toBe(
        true,
      );
      for (const size of [2, 3, 4])
        for (const member of await Promise.all(crewsOf(size).map((crew) => outcome(methods[name]!, crew))))
          expect(member).toEqual(one);
    });

    test('pre-training', async () => {
      const trained = async (crew: Crew) => {
        const ann = toyAnn(layers, toyValues(layers, 3));
        const epochs: unknown[] = [];
        const { train, validation, objective } = data;
        const own = {
          epochs: 3,
          learningRate: 1e-2,
          decayEpoch: 2,
          patience: 0,
          halving: 0,
          clipNorm: 0,
          batchSize: 66,
          groups: 4,
          seed: 1,
        };
        await pretrain(
          ann,
          train,
          validation,
          objective,
          own,
          noWatch,
          (epoch) => void epochs.push(epoch),
          crew,
        );
        const values = await Promise.all(ann.parameters.map(readValues));
        disposeParameters(ann.parameters);
        return { epochs, values };
      };
      const one = await trained(alone);
      for (const size of [2, 3, 4])
        for (const member of await Promise.all(crewsOf(size).map(trained))) expect(member).toEqual(one);
    });

    test('a loss that only one group sees diverge ends every worker with the same words', async () => {
      const shape = [6, 6, 1] as const;
      const pixels = Float32Array.from(data.train.inputs, (value) => value / 255);
      // The last image, which is of the last group.
      pixels.fill(Number.NaN, pixels.length - 36);
      const train = { ...data.train, inputShape: shape, inputs: pixels, scaling: noScaling };
      const ended = async (crew: Crew) => {
        const ann = toyAnn(layers, toyValues(layers, 3));
        const own = {
          epochs: 9,
          learningRate: 1e-2,
          decayEpoch: 0,
          patience: 0,
          halving: 0,
          clipNorm: 0,
          batchSize: 66,
          groups: 4,
          seed: 1,
        };
        try {
          await pretrain(ann, train, data.validation, data.objective, own, noWatch, () => {}, crew);
          return 'did not end';
        } catch (error) {
          return `${(error as Error).name}: ${(error as Error).message}`;
        } finally {
          disposeParameters(ann.parameters);
        }
      };
      const one = await ended(alone);
      expect(one).toMatch(/^DivergedError: the training loss became NaN in batch \d of 3; try a lower/);
      for (const size of [2, 3, 4])
        for (const words of await Promise.all(crewsOf(size).map(ended))) expect(words).toBe(one);
    });
  });
