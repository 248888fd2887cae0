/** Tests when pre-training ends, and which epoch it keeps, on a task that it soon overfits. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { disposeParameters, readValues } from '../layers/parameters.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { noWatch, toyAnn, toyImages, toyValues } from '../testing/toy.ts';
import { type PretrainEpoch, type PretrainSettings, pretrain } from './pretrain.ts';

beforeAll(async () => {
  await openNodeBackend('cpu');
});

const settings: PretrainSettings = {
  epochs: 25,
  learningRate: 0.05,
  decayEpoch: 0,
  patience: 0,
  halving: 0,
  clipNorm: 0,
  batchSize: 32,
  groups: 1,
  seed: 1,
};

const layers = toLayers(parseNotation('6x6-8-2'));
const images = (count: number, seed: number) => toyImages({ count, inputShape: [6, 6, 1], classes: 2, seed });
const [train, validation] = [images(64, 1), images(64, 2)];

async function trained(change: Partial<PretrainSettings>) {
  const ann = toyAnn(layers, toyValues(layers, 3));
  const epochs: PretrainEpoch[] = [];
  const all = { ...settings, ...change };
  await pretrain(
    ann,
    train,
    validation,
    classificationObjective,
    all,
    noWatch,
    (epoch) => void epochs.push(epoch),
  );
  const values = await Promise.all(ann.parameters.map(readValues));
  disposeParameters(ann.parameters);
  return { epochs, values };
}

test.each([1, 2, 3])('patience %d ends it after as many epochs without a lower loss', async (patience) => {
  const whole = await trained({});
  const { epochs, values } = await trained({ patience });
  // Up to its end it is the training without patience.
  expect(epochs).toEqual(whole.epochs.slice(0, epochs.length));
  const losses = whole.epochs.map(({ validation }) => validation.loss);
  const sinceBest = losses.map((_, e) => {
    const until = losses.slice(0, e + 1);
    return e - until.indexOf(Math.min(...until));
  });
  expect(epochs.length).toBe(sinceBest.findIndex((since) => since >= patience) + 1);
  expect(epochs.length).toBeLessThan(settings.epochs);
  // The best epoch is kept, and not the last.
  const best = epochs.length - patience;
  expect(epochs[best - 1]!.best).toBe(true);
  expect(values).toEqual((await trained({ epochs: best })).values);
});
