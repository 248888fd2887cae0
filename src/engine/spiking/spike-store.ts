/**
 * Stores packed spikes of many images. In memory that JavaScript sees they take as many bytes a
 * neuron as the window needs (one up to 8 steps, two up to 16, else four a word); on a device they
 * stay there as they are.
 */
import * as tf from '@tensorflow/tfjs-core';
import { viewOf } from '../../backends/heap.ts';
import { chunksOf } from '../../backends/kernels/spiking/contract.ts';
import { sizeOf } from '../../networks/shape.ts';
import { imageAxis, joinSpikes, takeImages } from './packed-spikes.ts';

/** A store of spikes. Images lie in pieces of equal size, put in one after the other. */
export interface SpikeStore {
  /** Number of images put in so far. */
  readonly count: number;
  bytesFor(images: number): number;
  /** Returns the bytes that a piece still holds. */
  bytesOf(piece: number): number;
  /** Puts in the next piece, `[chunks, n, …]`; resolves to the bytes it takes. */
  put(spikes: tf.Tensor): Promise<number>;
  /** Returns whether it keeps that very tensor, which then must not be disposed. */
  owns(spikes: tf.Tensor): boolean;
  /** Returns packed spikes of the images at `indices`, `[chunks, n, …]`. */
  take(indices: readonly number[]): tf.Tensor;
  /** Frees a piece and returns its bytes. Its images cannot be taken any more. */
  drop(piece: number): number;
}

/** Creates a store for layers of `shape` on the current backend. */
export function createSpikeStore(shape: readonly number[], timeSteps: number, pieceSize: number): SpikeStore {
  const backend = tf.getBackend();
  return backend === 'wasm' || backend === 'cpu'
    ? createByteStore(shape, timeSteps, pieceSize)
    : createDeviceStore(shape, timeSteps, pieceSize);
}

type Words = Uint8Array | Uint16Array | Int32Array;

function createByteStore(shape: readonly number[], timeSteps: number, pieceSize: number): SpikeStore {
  const chunks = chunksOf(timeSteps);
  const neurons = sizeOf(shape);
  const Narrow = timeSteps <= 8 ? Uint8Array : timeSteps <= 16 ? Uint16Array : Int32Array;
  const pieces: (Words | null)[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    bytesFor: (images) => images * chunks * neurons * Narrow.BYTES_PER_ELEMENT,
    bytesOf: (piece) => pieces[piece]?.byteLength ?? 0,
    put: async (spikes) => {
      const images = spikes.shape[imageAxis]!;
      const words = (viewOf(spikes) ?? (await spikes.data())) as unknown as Int32Array;
      // Image by image, its chunks together.
      const piece = new Narrow(images * chunks * neurons);
      for (let i = 0; i < images; i++)
        for (let k = 0; k < chunks; k++)
          piece.set(
            words.subarray((k * images + i) * neurons, (k * images + i + 1) * neurons),
            (i * chunks + k) * neurons,
          );
      pieces.push(piece);
      count += images;
      return piece.byteLength;
    },
    owns: () => false,
    take: (indices) => {
      const words = new Int32Array(chunks * indices.length * neurons);
      indices.forEach((index, i) => {
        const piece = pieces[Math.floor(index / pieceSize)]!;
        const row = index % pieceSize;
        for (let k = 0; k < chunks; k++) {
          const from = (row * chunks + k) * neurons;
          words.set(piece.subarray(from, from + neurons), (k * indices.length + i) * neurons);
        }
      });
      return tf.tensor(words, [chunks, indices.length, ...shape], 'int32');
    },
    drop: (piece) => {
      const bytes = pieces[piece]?.byteLength ?? 0;
      if (piece < pieces.length) pieces[piece] = null;
      return bytes;
    },
  };
}

/**
 * Creates a store that is one tensor, so that a batch is one gather: the pieces are joined at the
 * first taking, and given back together with the last.
 */
function createDeviceStore(shape: readonly number[], timeSteps: number, pieceSize: number): SpikeStore {
  const perImage = chunksOf(timeSteps) * sizeOf(shape) * 4;
  let parts: tf.Tensor[] = [];
  let count = 0;
  const isLast = (piece: number) => count > 0 && piece === Math.ceil(count / pieceSize) - 1;
  const bytesOf = (piece: number) => (parts.length > 0 && isLast(piece) ? count * perImage : 0);
  const joined = (): tf.Tensor => {
    if (parts.length > 1) {
      const whole = tf.keep(joinSpikes(parts, imageAxis));
      tf.dispose(parts);
      parts = [whole];
    }
    return parts[0]!;
  };
  return {
    get count() {
      return count;
    },
    bytesFor: (images) => images * perImage,
    bytesOf,
    put: async (spikes) => {
      parts.push(spikes);
      count += spikes.shape[imageAxis]!;
      return spikes.shape[imageAxis]! * perImage;
    },
    owns: (spikes) => parts.includes(spikes),
    take: (indices) => takeImages(joined(), indices),
    drop: (piece) => {
      const bytes = bytesOf(piece);
      if (bytes > 0) {
        tf.dispose(parts);
        parts = [];
      }
      return bytes;
    },
  };
}
