/**
 * MNIST: 28×28 grey digits, by Y. LeCun, C. Cortes and C. Burges. Its 60,000 training images are
 * split 90:10 once and for all, in a fixed random order, so that the first n images are a random
 * part; the test images keep their order.
 */
import { byteScaling } from '../engine/examples/scaling.ts';
import { shardedSource } from './shards.ts';

export const mnist = shardedSource(
  {
    id: 'mnist',
    title: 'MNIST',
    available: { train: 54000, validation: 6000, test: 10000 },
    inputShape: [28, 28, 1],
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    scaling: byteScaling,
  },
  'data/mnist',
);
