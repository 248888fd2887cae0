/** How the wasm spiking kernels divide their scratch memory, the window and the output channels. */
import type { Located } from '../../assembly-kernel.ts';
import { mostInputs, type NeuronAttributes, wordSteps } from './contract.ts';

export type Shapes = Record<string, { readonly shape: readonly number[] }>;

const aligned = (bytes: number) => Math.ceil(bytes / 64) * 64;

/**
 * Regions of scratch memory by name, from their sizes in bytes: one behind the other, each in cache
 * lines of its own.
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

/** What {@link carve} needs of these sizes. */
export function carvedBytes(sizes: Record<string, number>): number {
  return Object.values(sizes).reduce((sum, bytes) => sum + aligned(bytes), 64);
}

/** Up to eight steps within a word, the kernels' unit of time. */
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

/** Output channels that are computed together. */
export interface Block {
  readonly from: number;
  readonly channels: number;
  /** Channels that the kernel computes, those past `channels` in vain. */
  readonly width: number;
}

/** Narrower ones would not be faster: each addition waits for the one before. */
const blockWidths = [16, 32];
const widest = 32;

/** Blocks of 32, the last for what remains. */
export function blocksOf(channels: number): Block[] {
  return Array.from({ length: Math.ceil(channels / widest) }, (_, i) => {
    const rest = Math.min(widest, channels - i * widest);
    return { from: i * widest, channels: rest, width: blockWidths.find((width) => width >= rest)! };
  });
}

/** Channels up to the end of the last block's width. */
export function paddedChannels(channels: number): number {
  const last = blocksOf(channels).at(-1)!;
  return last.from + last.width;
}

/** Bytes of the table that listSpikes looks indices up in. */
export const indexTableBytes = 4096;

/** Bytes of scratch in which listSpikes works. */
export function maskBytes(positions: number, inputs: number): number {
  return 2 * Math.ceil(inputs / 16) * positions * octetSteps;
}

/** Bytes of the list of an octet in which all neurons spike all the time. */
export function listBytes(neurons: number): number {
  return 2 * (octetSteps * neurons + 16);
}

/** The weights of a neuron are counted in 16 bits. */
export function checkRows(rows: number): void {
  if (rows > mostInputs)
    throw new RangeError(`a spiking neuron takes at most 65,535 inputs on wasm (this layer: ${rows})`);
}

/** Planes of what layOutNeurons writes (assembly/neurons.ts). */
export const neuronPlanes = 5;

/** Leak and reset as layOutNeurons takes them. */
export function dynamicsOf({ leak = 1, reset = 'soft' }: NeuronAttributes): [leak: number, hard: number] {
  return [leak, reset === 'hard' ? 1 : 0];
}

/** Address of word `index` of a tensor. */
export const word = ({ at }: Located, index: number) => at + 4 * index;
