/** A run that takes little to compute: a few made-up images in place of MNIST's, in two stages. */
import type { DatasetSource, Split } from '../../datasets/dataset.ts';
import { mnist } from '../../datasets/mnist.ts';
import type { Surroundings } from '../execution/surroundings.ts';
import { houseKnown, type Known } from '../spec/known.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';

const bars: DatasetSource = {
  ...mnist,
  title: 'Bars',
  available: { train: 64, validation: 32, test: 32 },
  load: async (_, counts) => ({
    ...bars,
    train: split(counts.train),
    validation: split(counts.validation),
    test: split(counts.test),
  }),
};

const { inputShape, classNames } = mnist;
const [height, width] = inputShape;

/** Images with two bright rows, which say the class, on a pattern that differs. */
function split(count: number): Split {
  const labels = Uint16Array.from({ length: count }, (_, i) => i % classNames.length);
  const inputs = Uint8Array.from({ length: height * width * count }, (_, k) => {
    const image = Math.floor(k / (height * width));
    const row = Math.floor(k / width) % height;
    return (row >> 1 === labels[image] ? 180 : 0) + ((37 * k + 11 * image) % 70);
  });
  return { count, inputs, labels };
}

/** What the house knows, with the images of the run under MNIST's name. */
export const toyKnown: Known = { ...houseKnown, datasets: [bars] };

/** A run that is pre-trained from scratch. */
export const toySpec: RunSpec = {
  ...presetSpec('first-look@3'),
  network: '28x28-8-6-10',
  start: 'scratch',
  pretrainEpochs: 1,
  pretrainLearningRate: 0.01,
  maxStageEpochs: 1,
  trainCount: 64,
  validationCount: 32,
  testCount: 32,
  calibrationCount: 32,
  batchSize: 32,
  timeSteps: 4,
  workers: 1,
};

/** The surroundings of that run on a GPU, without what opens the backend: nothing is read. */
export const toySurroundings: Omit<Surroundings, 'open'> = {
  read: () => Promise.reject(new Error('nothing is read')),
  host: 'a test',
  engine: 'tfjs',
  memoryBytes: 8 * 2 ** 30,
  gather: () => {
    throw new Error('a GPU computes alone');
  },
  known: toyKnown,
};
