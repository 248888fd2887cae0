/**
 * The networks of §6.3.2 in the notation: an encoder, a convolution of 1×1, dilated convolutions of
 * three taps whose dilation doubles from layer to layer, and the masks of two talkers.
 */
import { talkers } from '../../../networks/front.ts';

export interface SeparatorSizes {
  /** N, the filters of the encoder and of each layer. */
  readonly filters: number;
  /** L, the samples of a filter, and the samples from one frame to the next. */
  readonly length: number;
  readonly stride: number;
  /** Number of dilated convolutions. */
  readonly dilated: number;
}

/** The sizes of the paper's separator. */
export const paperSeparator: SeparatorSizes = { filters: 512, length: 20, stride: 10, dilated: 10 };

/** The same with filters of twice the length at half the frames, and two dilations fewer. */
export const lightSeparator: SeparatorSizes = { filters: 64, length: 40, stride: 20, dilated: 8 };

/** Returns a separator of signals of `samples`. */
export function separatorNetwork(
  { filters, length, stride, dilated }: SeparatorSizes,
  samples: number,
): string {
  const layer = (dilation: number) => `c${filters}k1x3s1${dilation === 1 ? '' : `d1x${dilation}`}`;
  return [
    `1x${samples}`,
    `e${filters}k${length}s${stride}`,
    `c${filters}k1s1`,
    ...Array.from({ length: dilated }, (_, i) => layer(2 ** i)),
    `c${talkers * filters}k1s1`,
  ].join('-');
}
