/** Sends the signals of a set through a front once, so that its core can learn from the frames. */
import * as tf from '@tensorflow/tfjs-core';
import { framesShape } from '../../networks/front.ts';
import { sizeOf } from '../../networks/shape.ts';
import type { ExampleSet } from '../examples/example-set.ts';
import { noScaling } from '../examples/scaling.ts';
import { framesFor, type OpenEnds } from '../separation/ends.ts';

/**
 * Returns examples whose inputs are the normalised frames of another set's signals, and whose
 * targets are the same. Signals go one at a time, so that a frame is the same in every set.
 */
export async function encodedSet({ separator, front }: OpenEnds, set: ExampleSet): Promise<ExampleSet> {
  const inputShape = framesShape(front);
  const size = sizeOf(inputShape);
  const inputs = new Float32Array(set.count * size);
  const signals = set.inputs as Float32Array;
  for (let i = 0; i < set.count; i++) {
    const signal = signals.subarray(i * front.samples, (i + 1) * front.samples);
    const frames = tf.tidy(() => framesFor(separator, tf.tensor(signal, [1, 1, front.samples, 1])));
    inputs.set(await frames.data(), i * size);
    frames.dispose();
  }
  return { ...set, inputShape, inputs, scaling: noScaling };
}
