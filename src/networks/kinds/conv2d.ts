/** Convolution, with or without dilation. A signal is an image of height 1. */

import { type ImageShape, type Pair, sizeOf } from '../shape.ts';
import { z } from '../zod.ts';
import { checkImage, checkTakes, checkWhole, checkWindow, maxSide } from './checks.ts';
import { connectedPerRow } from './connected.ts';
import type { KindNotation, SynapseKind } from './kind.ts';
import { pairPattern, readPair, samePair, writePair } from './pairs.ts';
import { imageSchema, pairSchema } from './schemas.ts';
import {
  eachConnection,
  extentOf,
  once,
  type Padding,
  pixelsSeen,
  windowCount,
  windowsOver,
} from './windows.ts';

/**
 * A convolution with weight `[kernel, kernel, in, out]`. Neighbouring entries of the kernel lie
 * `dilation` pixels apart; `padding` is the number of pixels of zeros before the first and after
 * the last row and column.
 */
export interface Conv2dSynapse {
  readonly kind: 'conv2d';
  readonly inputShape: ImageShape;
  readonly outputShape: ImageShape;
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
  readonly dilation: Pair;
}

/** Computes y = W ∗ x + b. Weight `[kh, kw, in, filters]`. */
export interface Conv2dRecord extends Conv2dSynapse {
  readonly name: string;
  readonly filters: number;
}

/** Makes the record and checks it. A padding of one pair is the same before and after. */
export function conv2d(input: {
  name: string;
  inputShape: ImageShape;
  filters: number;
  kernel: Pair;
  stride: Pair;
  padding: Pair | Padding;
  dilation?: Pair;
}): Conv2dRecord {
  const { name, inputShape, filters, kernel, stride, dilation = once } = input;
  const { before, after } = 'before' in input.padding ? input.padding : onBothSides(input.padding);
  const padding = { before, after };
  checkImage(name, inputShape);
  checkWhole(name, 'filters', filters, 1, 65536);
  checkWindow(name, 'kernel', kernel);
  checkWindow(name, 'stride', stride);
  for (const d of dilation) checkWhole(name, 'dilation', d, 1, maxSide);
  const windows = { inputShape, kernel, stride, padding, dilation };
  for (const side of [before, after]) {
    checkWhole(name, 'padding', side[0], 0, extentOf(windows, 0) - 1);
    checkWhole(name, 'padding', side[1], 0, extentOf(windows, 1) - 1);
  }
  const outputShape: ImageShape = [windowCount(name, windows, 0), windowCount(name, windows, 1), filters];
  return { kind: 'conv2d', name, inputShape, outputShape, filters, kernel, stride, padding, dilation };
}

function onBothSides(padding: Pair): Padding {
  return { before: padding, after: padding };
}

/**
 * Returns the padding of a part whose notation names none: it keeps the size of an image at stride
 * 1.
 */
function usualPadding(windows: { kernel: Pair; dilation: Pair }): Padding {
  const half = (axis: 0 | 1) => Math.floor((extentOf(windows, axis) - 1) / 2);
  return onBothSides([half(0), half(1)]);
}

/** One axis of a padding: the same on both sides, or before+after. */
const side = String.raw`\d{1,6}(?:\+\d{1,6})?`;

const part = new RegExp(
  `^c(\\d{1,5})(?:k(${pairPattern}))?(?:s(${pairPattern}))?(?:d(${pairPattern}))?(?:p(${side}(?:[x×]${side})?))?$`,
);

function readPadding(text: string): Padding {
  const [vertical, horizontal] = text.split(/[x×]/).map((axis): Pair => {
    const [before, after] = axis.split('+').map(Number) as [number, number | undefined];
    return [before, after ?? before];
  }) as [Pair, Pair | undefined];
  const across = horizontal ?? vertical;
  return { before: [vertical[0], across[0]], after: [vertical[1], across[1]] };
}

function writePadding({ before, after }: Padding): string {
  const axis = (a: 0 | 1) => (before[a] === after[a] ? `${before[a]}` : `${before[a]}+${after[a]}`);
  return axis(0) === axis(1) ? axis(0) : `${axis(0)}x${axis(1)}`;
}

const usualKernel: Pair = [3, 3];

const notation: KindNotation<Conv2dRecord> = {
  example: 'c16s2',
  takes: 'image',
  read: (text) => {
    const found = part.exec(text);
    if (!found) return null;
    const [, filters, k, s, d, p] = found;
    const kernel = k ? readPair(k) : usualKernel;
    const stride = s ? readPair(s) : once;
    const dilation = d ? readPair(d) : once;
    const padding = p ? readPadding(p) : usualPadding({ kernel, dilation });
    return ({ weighted, arriving, last }) =>
      conv2d({
        name: last ? 'output' : `conv${weighted}`,
        inputShape: arriving as ImageShape,
        filters: Number(filters),
        kernel,
        stride,
        padding,
        dilation,
      });
  },
  write: ({ filters, kernel, stride, padding, dilation }) => {
    const usual = usualPadding({ kernel, dilation });
    const padded = samePair(padding.before, usual.before) && samePair(padding.after, usual.after);
    return [
      `c${filters}`,
      samePair(kernel, usualKernel) ? '' : `k${writePair(kernel)}`,
      `s${writePair(stride)}`,
      samePair(dilation, once) ? '' : `d${writePair(dilation)}`,
      padded ? '' : `p${writePadding(padding)}`,
    ].join('');
  },
};

const shapes = { kind: z.literal('conv2d'), inputShape: imageSchema, outputShape: imageSchema };
const windows = { kernel: pairSchema, stride: pairSchema };
const sides = z
  .tuple([
    z
      .int()
      .min(0)
      .max(maxSide * 99),
    z
      .int()
      .min(0)
      .max(maxSide * 99),
  ])
  .readonly();
const steps = z.tuple([z.int().min(1).max(maxSide), z.int().min(1).max(maxSide)]).readonly();

/** Version 1 knew one padding for both sides, and no dilation. */
const firstSchema = z
  .strictObject({ ...shapes, ...windows, padding: pairSchema })
  .transform((old): Conv2dSynapse => ({ ...old, padding: onBothSides(old.padding), dilation: once }));

const schema = z.strictObject({
  ...shapes,
  ...windows,
  padding: z.strictObject({ before: sides, after: sides }).readonly(),
  dilation: steps,
});

export const conv2dKind: SynapseKind<Conv2dRecord, Conv2dSynapse> = {
  role: 'synapse',
  title: 'convolution',
  handsOn: ({ name, inputShape, outputShape }, arriving) => {
    checkTakes(name, inputShape, arriving);
    return outputShape;
  },
  notation,
  partOf: ({ inputShape, outputShape, kernel, stride, padding, dilation }) => ({
    kind: 'conv2d',
    ...{ inputShape, outputShape, kernel, stride, padding, dilation },
  }),
  recordOf: (synapse, name) => conv2d({ ...synapse, name, filters: synapse.outputShape[2] }),
  inputShape: ({ inputShape }) => inputShape,
  outputShape: ({ outputShape }) => outputShape,
  schemas: { 1: firstSchema, 2: schema },
  weightShape: ({ kernel, inputShape, outputShape }) => [...kernel, inputShape[2], outputShape[2]],
  fanOut: (synapse, weight) => {
    const filters = synapse.outputShape[2];
    if (!weight) return windowsOver(synapse).map((seen) => seen * filters);
    const channels = synapse.inputShape[2];
    const connected = connectedPerRow(weight, filters);
    const reach = new Float64Array(sizeOf(synapse.inputShape));
    eachConnection(synapse, (from, _, kernel) => {
      for (let c = 0; c < channels; c++) reach[from * channels + c]! += connected[kernel * channels + c]!;
    });
    return reach;
  },
  connections: (synapse) => pixelsSeen(synapse) * synapse.inputShape[2] * synapse.outputShape[2],
  shorthand: ({ outputShape, kernel, stride, dilation }) => {
    const dilated = samePair(dilation, once) ? '' : ` d${writePair(dilation, '×')}`;
    return `${outputShape[2]}c${writePair(kernel, '×')} s${writePair(stride, '×')}${dilated}`;
  },
};
