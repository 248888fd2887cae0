/**
 * Tests that a conversion which goes on from the end of any stage, with any number of workers,
 * tells and makes from there on what the whole one does, to the bit.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { disposeParameters, readValues } from '../layers/parameters.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { crewsOf } from '../testing/crew.ts';
import { noWatch, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { alone, type Crew } from '../work/crew.ts';
import { createRandom } from '../work/random.ts';
import type { ConversionListener, ConversionSettings, StageEnd, StageEpoch } from './conversion.ts';
import { convert } from './convert.ts';
import type { ResumePoint } from './resume-point.ts';

const layers = toLayers(parseNotation('6x6-c3s2-c4s1-5-2'));
const images = (count: number, seed: number) => toyImages({ count, inputShape: [6, 6, 1], classes: 2, seed });
const train = images(131, 1);
const validation = images(50, 2);
const noisy: ExampleSet = {
  ...train,
  augmentation: {
    seed: 5,
    apply: (pixels, _shape, random) => {
      for (let i = 0; i < pixels.length; i++) pixels[i]! += 0.1 * random.next();
    },
  },
};
const settings: ConversionSettings = {
  ...toySettings,
  batchSize: 66,
  groups: 4,
  learningRate: 1e-2,
  calibrationCount: 32,
  decayEpoch: 4,
};
const constraint = {
  precision: { scheme: 'uniform', bits: 4 },
  scope: 'channel',
  fanIn: 8,
} as const;

interface Case {
  readonly settings: ConversionSettings;
  readonly train: ExampleSet;
  readonly stages: number;
}

const cases: Record<string, Case> = {
  'the method as it is': { settings, train, stages: 3 },
  'augmented images': { settings, train: noisy, stages: 3 },
  'corrected biases': { settings: { ...settings, correctBias: true }, train, stages: 3 },
  'hardware limits': { settings: { ...settings, constraint }, train, stages: 4 },
  'a readout stage and thresholds of the ANN': {
    settings: { ...settings, readoutStage: true, threshold: { ...settings.threshold, from: 'ann' } },
    train,
    stages: 4,
  },
  'frozen coupled layers, no folding': {
    settings: { ...settings, trainCoupledLayer: false, foldThreshold: false },
    train,
    stages: 3,
  },
};

/**
 * Converts, from a point or from the start; returns what was told stage by stage, and the points.
 */
async function outcome({ settings, train }: Case, crew: Crew, resumePoint?: ResumePoint) {
  const ann = toyAnn(layers, resumePoint?.layers ?? toyValues(layers, 3));
  const epochs: Omit<StageEpoch, 'memory'>[] = [];
  const ends: Omit<StageEnd, 'resumePoint'>[] = [];
  const points: ResumePoint[] = [];
  const listener: ConversionListener = {
    stageBegan: () => {},
    epoch: ({ memory: _, ...epoch }) => void epochs.push(epoch),
    stageEnded: async ({ resumePoint: read, ...end }) => {
      ends.push(end);
      if (read) points.push(await read());
    },
  };
  const data = { train, validation, objective: classificationObjective };
  const resources = { crew, cacheBytes: 20_000 / crew.size, resumePoint };
  const network = await convert(ann, data, settings, noWatch, listener, resources);
  const values = await Promise.all(ann.parameters.map(readValues));
  disposeParameters(ann.parameters);
  return { epochs, ends, points, network, values };
}

for (const backend of ['wasm', 'cpu'] as const)
  describe(`on ${backend}`, () => {
    beforeAll(async () => {
      await openNodeBackend(backend);
    }, 60_000);

    test.each(Object.keys(cases))('%s', async (name) => {
      const each = cases[name]!;
      const whole = await outcome(each, alone);
      expect(whole.ends).toHaveLength(each.stages);
      expect(whole.points).toHaveLength(each.stages - 1);
      for (const [i, point] of whole.points.entries()) {
        const later = <T extends { stage: number }>(told: readonly T[]) =>
          told.filter(({ stage }) => stage > i + 1);
        const wanted = {
          epochs: later(whole.epochs),
          ends: later(whole.ends),
          points: whole.points.slice(i + 1),
          network: whole.network,
          values: whole.values,
        };
        expect(wanted.epochs.length).toBeGreaterThan(1);
        const crews = i === 0 && backend === 'wasm' ? [1, 3] : [1];
        for (const size of crews)
          for (const member of await Promise.all(crewsOf(size).map((crew) => outcome(each, crew, point))))
            expect(withoutMachine(member)).toEqual(withoutMachine(wanted));
      }
    });
  });

/** Diagnostics are of the leading worker alone. */
function withoutMachine<T extends { readonly ends: readonly Omit<StageEnd, 'resumePoint'>[] }>(told: T) {
  const ends = told.ends.map(({ diagnosticsBefore: _, diagnosticsAfter: __, ...end }) => end);
  return { ...told, ends };
}

test('a generator that skips permutations is where drawing them brings it', () => {
  for (const n of [0, 1, 2, 7, 1000]) {
    const drawn = createRandom(3, 'skip');
    for (let i = 0; i < 12; i++) drawn.permutation(n);
    const skipped = createRandom(3, 'skip');
    skipped.skipPermutations(12, n);
    expect(skipped.next()).toBe(drawn.next());
  }
});
