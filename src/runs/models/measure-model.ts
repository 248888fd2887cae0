/** Measures an imported network as an analog one, before anything of it spikes. */
import * as tf from '@tensorflow/tfjs-core';
import type { ExampleSet } from '../../engine/examples/example-set.ts';
import { type Arrival, inputExamples } from '../../engine/examples/examples.ts';
import type { ChannelScaling } from '../../engine/examples/scaling.ts';
import { runLayers } from '../../engine/layers/ann.ts';
import { withAnn } from '../../engine/layers/with-ann.ts';
import { measure } from '../../engine/objectives/measure.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import { createRandom } from '../../engine/work/random.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { Checkpoint } from '../../exchange/checkpoint.ts';
import type { ModelDescription } from '../../exchange/models/description.ts';
import { referenceOutputs } from '../../exchange/models/reference.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import type { Scores } from '../../tasks/metric.ts';
import { normalisationOf } from '../spec/normalisation.ts';

/** Calls `use` with a function that computes outputs from a batch of images, and frees it. */
async function withNetwork<T>(
  { notation, layers: values }: Checkpoint,
  use: (outputs: (images: tf.Tensor) => tf.Tensor) => Promise<T>,
): Promise<T> {
  const layers = toLayers(parseNotation(notation));
  return withAnn({ layers, values }, (ann) => use((images) => runLayers(ann, images, 0, 'infer')));
}

/** Returns the outputs of a network for images, each channels last. */
export async function modelOutputs(
  checkpoint: Checkpoint,
  images: readonly Float32Array[],
): Promise<Float32Array[]> {
  const { inputShape } = parseNotation(checkpoint.notation);
  return withNetwork(checkpoint, async (outputs) => {
    const found: Float32Array[] = [];
    for (const image of images) {
      const result = tf.tidy(() => outputs(tf.tensor4d(image, [1, ...inputShape])));
      found.push(Float32Array.from(await result.data()));
      result.dispose();
    }
    return found;
  });
}

export interface Difference {
  /** The largest difference of an output. */
  readonly absolute: number;
  /** The same as a share of the largest output. */
  readonly relative: number;
}

/** Returns by how much values differ at most from a reference. */
export function differenceOf(values: ArrayLike<number>, reference: ArrayLike<number>): Difference {
  const list = Array.from(reference);
  if (values.length !== list.length)
    return { absolute: Number.POSITIVE_INFINITY, relative: Number.POSITIVE_INFINITY };
  const absolute = list.reduce((most, value, i) => Math.max(most, Math.abs(value - values[i]!)), 0);
  const largest = list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { absolute, relative: largest > 0 ? absolute / largest : absolute };
}

/** Returns the random images on which a network is compared with its file: always the same. */
export function comparedImages(inputShape: ImageShape): readonly Float32Array[] {
  const random = createRandom(1, 'compared inputs');
  return Array.from({ length: 3 }, () =>
    Float32Array.from({ length: sizeOf(inputShape) }, () => random.next()),
  );
}

/**
 * Returns by how much the outputs of a network differ at most from those of the description in
 * double precision. `output` is the node that gives the outputs.
 */
export async function differenceFromReference(
  description: ModelDescription,
  checkpoint: Checkpoint,
  output: number,
  images: readonly Float32Array[],
): Promise<Difference> {
  const ours = await modelOutputs(checkpoint, images);
  const order = description.inputShape.length === 1 && description.vectorOrder === 'channelsFirst';
  const { inputShape } = parseNotation(checkpoint.notation);
  const all = images.map((image, i) => {
    const theirs = order ? channelsFirst(image, inputShape) : Float64Array.from(image);
    return differenceOf(ours[i]!, referenceOutputs(description, theirs, output));
  });
  return {
    absolute: Math.max(...all.map(({ absolute }) => absolute)),
    relative: Math.max(...all.map(({ relative }) => relative)),
  };
}

function channelsFirst(image: Float32Array, [height, width, channels]: readonly number[]): Float64Array {
  const pixels = height! * width!;
  return Float64Array.from(image, (_, i) => image[(i % pixels) * channels! + Math.floor(i / pixels)]!);
}

const batchSize = 250;

/** Returns the examples with their inputs scaled as a value of the setting `normalisation` says. */
export function scaledBy(examples: ExampleSet, setting: string): ExampleSet {
  const { divisor } = examples.scaling;
  if (setting === 'none') return { ...examples, scaling: { divisor } };
  return { ...examples, scaling: { divisor, perChannel: normalisationOf(setting) as ChannelScaling } };
}

/** Returns the scores of a network on examples. */
export function scoresOfModel(
  checkpoint: Checkpoint,
  examples: ExampleSet,
  objective: Objective,
  watch: Watch = async () => {},
): Promise<Scores> {
  return withNetwork(checkpoint, (outputs) =>
    measure(({ value }: Arrival) => outputs(value), inputExamples(examples), {
      objective,
      batchSize,
      phase: 'testing',
      watch,
    }),
  );
}
