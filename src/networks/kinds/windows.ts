/** Computes with windows that move over an image, one axis at a time. */
import { NetworkError } from '../network-error.ts';
import { type ImageShape, type Pair, sizeOf } from '../shape.ts';

/** Number of zeros before the first and after the last row `[0]` and column `[1]`. */
export interface Padding {
  readonly before: Pair;
  readonly after: Pair;
}

export interface Windows {
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  /** Distance between neighbouring entries of the kernel, in pixels of the image. */
  readonly dilation: Pair;
}

export const once: Pair = [1, 1];
export const unpadded: Padding = { before: [0, 0], after: [0, 0] };

const axes = ['height', 'width'] as const;

/** Returns the pixels from the first to the last entry of a kernel on an axis, both included. */
export function extentOf({ kernel, dilation }: Pick<Windows, 'kernel' | 'dilation'>, axis: 0 | 1): number {
  return (kernel[axis] - 1) * dilation[axis] + 1;
}

/**
 * Returns how many windows fit into an axis. Throws a NetworkError that begins with `name` when
 * none fits.
 */
export function windowCount(name: string, windows: Omit<Windows, 'outputShape'>, axis: 0 | 1): number {
  const { inputShape, stride, padding } = windows;
  const [before, after] = [padding.before[axis], padding.after[axis]];
  const extent = extentOf(windows, axis);
  const count = Math.floor((inputShape[axis] + before + after - extent) / stride[axis]) + 1;
  if (count < 1) {
    const padded = before === after ? `${before}` : `${before} and ${after}`;
    throw new NetworkError(
      `${name}: a window of ${extent} does not fit into ${inputShape[axis]} pixels of ${axes[axis]} padded by ${padded}`,
    );
  }
  return count;
}

/**
 * Returns the place of each window of an axis: position `[o][k]` on the image. A position outside
 * the image is padding.
 */
function positions({ outputShape, kernel, stride, padding, dilation }: Windows, axis: 0 | 1): number[][] {
  return Array.from({ length: outputShape[axis] }, (_, o) =>
    Array.from(
      { length: kernel[axis] },
      (_, k) => o * stride[axis] - padding.before[axis] + k * dilation[axis],
    ),
  );
}

/** Returns how many windows cover each position of an axis. */
function coverage(windows: Windows, axis: 0 | 1): Uint16Array {
  const { inputShape, outputShape, kernel, stride, padding, dilation } = windows;
  const covered = new Uint16Array(inputShape[axis]);
  // A signal is too long for lists of its windows.
  for (let o = 0; o < outputShape[axis]; o++)
    for (let k = 0; k < kernel[axis]; k++) {
      const at = o * stride[axis] - padding.before[axis] + k * dilation[axis];
      if (at >= 0 && at < covered.length) covered[at]!++;
    }
  return covered;
}

/** Returns how many windows see each value of an image, in flatten order. */
export function windowsOver(windows: Windows): Float64Array {
  const [, width, channels] = windows.inputShape;
  const rows = coverage(windows, 0);
  const columns = coverage(windows, 1);
  return Float64Array.from(
    { length: sizeOf(windows.inputShape) },
    (_, i) => rows[Math.floor(i / channels / width)]! * columns[Math.floor(i / channels) % width]!,
  );
}

/** Returns the number of pixels that all windows see together; padding is not counted. */
export function pixelsSeen(windows: Windows): number {
  const seen = (axis: 0 | 1) => coverage(windows, axis).reduce((sum: number, count) => sum + count, 0);
  return seen(0) * seen(1);
}

/** Calls `visit` with every pixel that a window sees, the window's own pixel and the kernel's. */
export function eachConnection(
  windows: Windows,
  visit: (from: number, to: number, kernel: number) => void,
): void {
  const { inputShape, outputShape, kernel } = windows;
  const [height, width] = inputShape;
  const rows = positions(windows, 0);
  const columns = positions(windows, 1);
  rows.forEach((window, oy) => {
    window.forEach((y, ky) => {
      if (y < 0 || y >= height) return;
      columns.forEach((across, ox) => {
        across.forEach((x, kx) => {
          if (x >= 0 && x < width) visit(y * width + x, oy * outputShape[1] + ox, ky * kernel[1] + kx);
        });
      });
    });
  });
}
