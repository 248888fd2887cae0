/**
 * Code that average and max pooling share: windows without padding, side by side in the notation.
 */
import type { ImageShape, Pair } from '../shape.ts';
import { checkImage, checkWindow } from './checks.ts';
import type { KindNotation } from './kind.ts';
import { pairPattern, readPair, samePair, writePair } from './pairs.ts';
import { once, unpadded, type Windows, windowCount } from './windows.ts';

export interface Pooling {
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
}

export interface PoolingInput {
  readonly name: string;
  readonly inputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
}

export function windowsOfPool(pooling: Pooling): Windows {
  return { ...pooling, padding: unpadded, dilation: once };
}

/** Checks the numbers and adds the output shape. Throws a NetworkError that names the layer. */
export function checkedPool(input: PoolingInput): Pooling & { readonly name: string } {
  const { name, inputShape, kernel, stride } = input;
  checkImage(name, inputShape);
  checkWindow(name, 'kernel', kernel);
  checkWindow(name, 'stride', stride);
  const windows = { inputShape, kernel, stride, padding: unpadded, dilation: once };
  const outputShape: ImageShape = [
    windowCount(name, windows, 0),
    windowCount(name, windows, 1),
    inputShape[2],
  ];
  return { name, inputShape, outputShape, kernel, stride };
}

/**
 * Returns the notation of a pooling: `a2` means 2×2 windows side by side, `a1x2` windows of one row
 * and two columns.
 */
export function poolNotation<R extends Pooling>(
  letter: string,
  make: (input: PoolingInput) => R,
  example: string | null,
): KindNotation<R> {
  const pattern = new RegExp(`^${letter}(${pairPattern})$`);
  return {
    example,
    takes: 'image',
    read: (text) => {
      const found = pattern.exec(text);
      if (!found) return null;
      const window = readPair(found[1]!);
      return ({ part, arriving }) =>
        make({ name: `pool${part}`, inputShape: arriving as ImageShape, kernel: window, stride: window });
    },
    write: ({ kernel, stride }) => (samePair(kernel, stride) ? `${letter}${writePair(kernel)}` : null),
  };
}
