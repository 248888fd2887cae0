/** A decoded image: one byte per channel, `[height, width, channels]`, grey or colour. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** Thrown for an image that does not decode; the message is the reason alone, in words. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
}

/** Most pixels of an image, before it is made smaller. */
export const mostPixels = 2 ** 25;

/** Throws an {@link ImageError} for an image without pixels or with too many. */
export function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw new ImageError('has no pixels');
  if (width * height > mostPixels)
    throw new ImageError(
      `is said to have ${width}×${height} pixels, more than ${mostPixels / 2 ** 20} million; make it smaller`,
    );
}

/** Keeps the first `channels` of each group of `stride` bytes. */
export function firstChannels(bytes: ArrayLike<number>, count: number, stride: number, channels: 1 | 3) {
  const data = new Uint8Array(count * channels);
  for (let i = 0; i < count; i++)
    for (let c = 0; c < channels; c++) data[i * channels + c] = bytes[i * stride + c]!;
  return data;
}
