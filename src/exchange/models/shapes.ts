/** Computes the shapes that the nodes of a described network hand on, and their padding. */
import type { Padding } from '../../networks/kinds/windows.ts';
import { extentOf, unpadded } from '../../networks/kinds/windows.ts';
import type { ImageShape, Pair } from '../../networks/shape.ts';
import { sizeOf } from '../../networks/shape.ts';
import { maxNeurons } from '../../networks/sizes.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { writeCount } from '../../tasks/writing.ts';
import { ExchangeError, shapeText } from '../error.ts';
import type { ModelDescription, ModelPadding, ModelShape, Operation } from './description.ts';

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: ModelPadding;
}

/** Returns the zeros that stand around an image of this shape. */
export function explicitPadding([height, width]: ImageShape, window: Window): Padding {
  const { padding } = window;
  if (typeof padding !== 'string') return padding;
  const total = ([height, width] as const).map((size, axis) => {
    const stride = window.stride[axis]!;
    return Math.max(0, (Math.ceil(size / stride) - 1) * stride + extentOf(window, axis as 0 | 1) - size);
  }) as [number, number];
  const less: Pair = [Math.floor(total[0] / 2), Math.floor(total[1] / 2)];
  const more: Pair = [total[0] - less[0], total[1] - less[1]];
  return padding === 'sameUpper' ? { before: less, after: more } : { before: more, after: less };
}

/** Returns how many windows fit into an image. Throws {@link ExchangeError} where none fits. */
function windowsIn(image: ImageShape, window: Window): Pair {
  const { before, after } = explicitPadding(image, window);
  return ([0, 1] as const).map((axis) => {
    const room = image[axis] + before[axis] + after[axis] - extentOf(window, axis);
    if (room < 0)
      throw new ExchangeError(
        `its window of ${window.kernel.join('×')} does not fit into ${shapeText(image)}`,
      );
    return Math.floor(room / window.stride[axis]) + 1;
  }) as unknown as Pair;
}

export const once: Pair = [1, 1];

export function isImage(shape: ModelShape): shape is ImageShape {
  return shape.length === 3;
}

function imageOf(shape: ModelShape): ImageShape {
  if (!isImage(shape)) throw new ExchangeError(`it takes images, and ${shapeText(shape)} arrives`);
  return shape;
}

function checkEntries(what: string, entries: number, shape: ModelShape): void {
  if (entries !== 1 && entries !== shape.at(-1))
    throw new ExchangeError(`it has ${entries} ${what}, and ${shapeText(shape)} arrives`);
}

/**
 * Returns the shape that an operation hands on, or null when that cannot be known. Throws
 * {@link ExchangeError} without the layer's name when it does not take `input`, or gives more than
 * any network here has.
 */
export function shapeAfter(operation: Operation, input: ModelShape): ModelShape | null {
  const after = computedShape(operation, input);
  if (after && sizeOf(after) > maxNeurons)
    throw new ExchangeError(
      `it gives ${shapeText(after)}, and at most ${writeCount(maxNeurons)} are computed`,
    );
  return after;
}

function computedShape(operation: Operation, input: ModelShape): ModelShape | null {
  switch (operation.kind) {
    case 'conv2d': {
      const image = imageOf(input);
      if (image[2] !== operation.channels)
        throw new ExchangeError(`it takes ${operation.channels} channels, and ${shapeText(image)} arrives`);
      return [...windowsIn(image, operation), operation.filters];
    }
    case 'dense':
      if (input.length !== 1 || input[0] !== operation.inputs)
        throw new ExchangeError(`it takes ${operation.inputs} numbers, and ${shapeText(input)} arrives`);
      return [operation.units];
    case 'maxPool':
    case 'averagePool': {
      const image = imageOf(input);
      return [...windowsIn(image, { ...operation, kernel: operation.window, dilation: once }), image[2]];
    }
    case 'globalAveragePool':
      return [1, 1, imageOf(input)[2]];
    case 'zeroPad': {
      const [height, width, channels] = imageOf(input);
      const { before, after } = operation.padding;
      return [height + before[0] + after[0], width + before[1] + after[1], channels];
    }
    case 'flatten':
      return [sizeOf(input)];
    case 'batchNorm':
      checkEntries('channels', operation.gamma.length, input);
      return input;
    case 'affine':
      checkEntries('numbers', operation.scale.length, input);
      return input;
    case 'relu':
    case 'softmax':
    case 'sigmoid':
    case 'nothing':
      return input;
    case 'unsupported':
      return operation.role === 'activation' || operation.role === 'sum' ? input : null;
    default:
      return unknownKind(operation);
  }
}

/**
 * Returns the shape that each node receives, null where it is not known. Throws
 * {@link ExchangeError} that names the layer.
 */
export function shapesBefore({ nodes, inputShape }: ModelDescription): (ModelShape | null)[] {
  const after: (ModelShape | null)[] = [];
  return nodes.map(({ name, from, operation }) => {
    const [first = -1] = from;
    const input = first < 0 ? inputShape : after[first]!;
    try {
      after.push(input && shapeAfter(operation, input));
    } catch (error) {
      if (error instanceof ExchangeError) throw new ExchangeError(`layer “${name}”: ${error.message}`);
      throw error;
    }
    return input;
  });
}

export function isUnpadded({ before, after }: Padding): boolean {
  return [...before, ...after].every((side) => side === 0);
}

export { unpadded };
