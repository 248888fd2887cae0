/** Divides the scratch memory, the window and the output channels of the wasm spiking kernels. */
import type { Located } from '../../assembly-kernel.ts';
import { mostInputs, type NeuronAttributes, wordSteps } from './contract.ts';

export type Shapes = Record<string, { readonly shape: readonly number[] }>;

const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64;

/**
 * Returns the addresses of regions of scratch memory by name, from their sizes in bytes: one behind
 * the other, each in cache lines of its own.
 */
export function carve<Name extends string>(
  scratch: number,
  sizes: Record<Name, number>,
): Record<Name, number> {
  let at = aligned(scratch);
  const place = ([name, bytes]: [string, unknown]) => {
    const here = at;
    at += aligned(bytes as number);
    return [name, here];
  };
  return Object.fromEntries(Object.entries(sizes).map(place)) as Record<Name, number>;
}

/** Returns the bytes that {@link carve} needs for these sizes. */
export function carvedBytes(sizes: Record<string, number>): number {
  return Object.values(sizes).reduce((sum, bytes) => sum + aligned(bytes), 64);
}

/** A group of up to eight steps within a word, the kernels' unit of time. */
export interface Octet {
  readonly chunk: number;
  /** Bit of the first step in its word. */
  readonly shift: number;
  readonly steps: number;
  readonly first: boolean;
}

export const octetSteps = 8;

export function octetsOf(timeSteps: number): Octet[] {
  return Array.from({ length: Math.ceil(timeSteps / octetSteps) }, (_, i) => {
    const t = i * octetSteps;
    const steps = Math.min(octetSteps, timeSteps - t);
    return { chunk: Math.floor(t / wordSteps), shift: t % wordSteps, steps, first: i === 0 };
  });
}

/** A group of output channels that are computed together. */
export interface Block {
  readonly from: number;
  readonly channels: number;
  /**
   * Number of channels that the kernel computes; the results of those past `channels` are not used.
   */
  readonly width: number;
}

/**
 * Block widths. Narrower ones would not be faster, because each addition waits for the one before.
 */
const blockWidths = [16, 32];
const widest = 32;

/** Returns blocks of 32 channels; the last one covers what remains. */
export function blocksOf(channels: number): Block[] {
  return Array.from({ length: Math.ceil(channels / widest) }, (_, i) => {
    const rest = Math.min(widest, channels - i * widest);
    return { from: i * widest, channels: rest, width: blockWidths.find((width) => width >= rest)! };
  });
}

/** Returns the number of channels up to the end of the last block's width. */
export function paddedChannels(channels: number): number {
  const last = blocksOf(channels).at(-1)!;
  return last.from + last.width;
}

/** Bytes of the table in which listSpikes looks up indices. */
export const indexTableBytes = 4096;

/** Returns the bytes of scratch in which listSpikes works. */
export function maskBytes(positions: number, inputs: number): number {
  return 2 * Math.ceil(inputs / 16) * positions * octetSteps;
}

/** Returns the bytes of the list of an octet in which all neurons spike all the time. */
export function listBytes(neurons: number): number {
  return 2 * (octetSteps * neurons + 16);
}

/**
 * Checks the number of inputs of a neuron, because its weights are counted in 16 bits. Throws a
 * RangeError.
 */
export function checkRows(rows: number): void {
  if (rows > mostInputs)
    throw new RangeError(`a spiking neuron takes at most 65,535 inputs on wasm (this layer: ${rows})`);
}

/** Number of planes that layOutNeurons writes (assembly/neurons.ts). */
export const neuronPlanes = 5;

/** Returns leak and reset as layOutNeurons takes them. */
export function dynamicsOf({ leak = 1, reset = 'soft' }: NeuronAttributes): [leak: number, hard: number] {
  return [leak, reset === 'hard' ? 1 : 0];
}

/** Returns the address of word `index` of a tensor. */
export const word = ({ at }: Located, index: number) => at + 4 * index;
