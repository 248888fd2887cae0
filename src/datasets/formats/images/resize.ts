/**
 * Brings an image to a size. It uses additions, multiplications and divisions alone, which give the
 * same bytes everywhere.
 */
import type { Pixels } from './pixels.ts';

/** `crop` keeps the proportions and cuts the middle out; `stretch` keeps the whole image. */
export type Fit = 'crop' | 'stretch';

export function resized(image: Pixels, height: number, width: number, fit: Fit): Pixels {
  if (image.width === width && image.height === height) return image;
  const from = fit === 'crop' ? middleOf(image, height / width) : whole(image);
  return down(across(image, from, width), from, height);
}

interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const whole = ({ width, height }: Pixels): Part => ({ x: 0, y: 0, width, height });

/** Returns the largest part in the middle whose height is `proportion` times its width. */
function middleOf({ width, height }: Pixels, proportion: number): Part {
  const cutWidth = Math.min(width, height / proportion);
  const cutHeight = Math.min(height, width * proportion);
  return { x: (width - cutWidth) / 2, y: (height - cutHeight) / 2, width: cutWidth, height: cutHeight };
}

interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * Returns, for each of `count` new places, the old places that it is the mean of: a triangle as
 * wide as two new pixels, or two old ones when the image becomes larger.
 */
function tapsOf(start: number, length: number, size: number, count: number): Taps[] {
  const step = length / count;
  const reach = Math.max(1, step);
  return Array.from({ length: count }, (_, i) => {
    const centre = start + (i + 0.5) * step;
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(size - 1, Math.floor(centre + reach));
    const weights: number[] = [];
    for (let at = first; at <= last; at++) weights.push(Math.max(0, 1 - Math.abs(at + 0.5 - centre) / reach));
    const sum = weights.reduce((a, b) => a + b, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/** Resamples each row; the values stay exact numbers until the columns are done. */
function across({ width, height, channels, data }: Pixels, { x, width: length }: Part, count: number) {
  const taps = tapsOf(x, length, width, count);
  const values = new Float64Array(height * count * channels);
  for (let row = 0; row < height; row++)
    for (let i = 0; i < count; i++) {
      const { first, weights } = taps[i]!;
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let k = 0; k < weights.length; k++)
          sum += weights[k]! * data[(row * width + first + k) * channels + c]!;
        values[(row * count + i) * channels + c] = sum;
      }
    }
  return { width: count, height, channels, values };
}

function down(
  { width, height, channels, values }: ReturnType<typeof across>,
  { y, height: length }: Part,
  count: number,
): Pixels {
  const data = new Uint8Array(count * width * channels);
  const row = width * channels;
  tapsOf(y, length, height, count).forEach(({ first, weights }, i) => {
    for (let at = 0; at < row; at++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * values[(first + k) * row + at]!;
      data[i * row + at] = Math.min(255, Math.floor(sum + 0.5));
    }
  });
  return { width, height: count, channels, data };
}

/** Returns the image with this number of channels: grey is 0.299 R + 0.587 G + 0.114 B. */
export function withChannels(image: Pixels, channels: 1 | 3): Pixels {
  if (image.channels === channels) return image;
  const count = image.width * image.height;
  const data = new Uint8Array(count * channels);
  for (let i = 0; i < count; i++)
    if (channels === 3) data.fill(image.data[i]!, 3 * i, 3 * i + 3);
    else {
      const [r, g, b] = [image.data[3 * i]!, image.data[3 * i + 1]!, image.data[3 * i + 2]!];
      data[i] = Math.floor((299 * r + 587 * g + 114 * b + 500) / 1000);
    }
  return { ...image, channels, data };
}
