/** Computes what a person sees of an imported set before anything trains. */
import type { splitNames } from '../counts.ts';
import { type OwnSet, scalingOf } from './own-set.ts';

export interface ChannelFacts {
  readonly least: number;
  readonly most: number;
  readonly mean: number;
}

export interface Preview {
  /** Number of examples of each class, in the order of the classes. */
  readonly counts: Readonly<Record<(typeof splitNames)[number], readonly number[]>>;
  /** Range and mean of the training inputs, as a network gets them, by channel. */
  readonly channels: readonly ChannelFacts[];
}

export function previewOf(set: OwnSet): Preview {
  const count = (labels: Uint16Array) => {
    const counts = new Array<number>(set.classNames.length).fill(0);
    for (const label of labels) counts[label]!++;
    return counts;
  };
  return {
    counts: {
      train: count(set.train.labels),
      validation: count(set.validation.labels),
      test: count(set.test.labels),
    },
    channels: channelsOf(set),
  };
}

function channelsOf({ inputShape, stored, train: { inputs } }: OwnSet): ChannelFacts[] {
  const channels = inputShape[2];
  const { divisor } = scalingOf(stored);
  const least = new Array<number>(channels).fill(Number.POSITIVE_INFINITY);
  const most = new Array<number>(channels).fill(Number.NEGATIVE_INFINITY);
  const sum = new Array<number>(channels).fill(0);
  for (let i = 0; i < inputs.length; i += channels)
    for (let c = 0; c < channels; c++) {
      const value = inputs[i + c]!;
      if (value < least[c]!) least[c] = value;
      if (value > most[c]!) most[c] = value;
      sum[c]! += value;
    }
  const each = inputs.length / channels;
  return sum.map((total, c) => ({
    least: least[c]! / divisor,
    most: most[c]! / divisor,
    mean: total / each / divisor,
  }));
}
