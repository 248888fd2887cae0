/** Flattens tensors. */
import * as tf from '@tensorflow/tfjs-core';
import type { FlattenStep } from '../../networks/kinds/flatten.ts';
import type { StepTensors } from './tensors.ts';

export const flattenTensors: StepTensors<FlattenStep> = {
  apply: (_, x) => tf.reshape(x, [x.shape[0]!, -1]),
};
