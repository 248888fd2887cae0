/**
 * Knows when the device of a backend was lost: by a reset of the driver, the sleep of a laptop or a
 * crash of the browser's GPU process. What waits for a lost device may wait for ever.
 */
import * as tf from '@tensorflow/tfjs-core';
import { answered } from './answered.ts';

/** An error that the device was lost on which the work was done. */
export class DeviceLostError extends Error {
  override readonly name = 'DeviceLostError';
}

export interface DeviceLoss {
  /** Whether the device is lost. */
  readonly lost: boolean;
  /**
   * Settles as `work` does, and rejects with {@link DeviceLostError} as soon as the device is lost
   * or when the work failed because of it. On a lost device the work does not begin.
   */
  during<T>(work: () => Promise<T>): Promise<T>;
}

/** The loss of what cannot be lost, such as the processor. */
export const neverLost: DeviceLoss = { lost: false, during: (work) => work() };

/** Creates the loss of a device; `watch` is given what to call, with a reason, when it is lost. */
export function createDeviceLoss(watch: (lose: (reason: string) => void) => void): DeviceLoss {
  let error: DeviceLostError | null = null;
  // A promise raced against for each batch would keep every one of them.
  const waiting = new Set<(error: DeviceLostError) => void>();
  watch((reason) => {
    error ??= new DeviceLostError(`The GPU was lost (${reason}); choose wasm, or start again.`);
    for (const reject of waiting) reject(error);
    waiting.clear();
  });
  const untilLost = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      if (error) return reject(error);
      waiting.add(reject);
      work()
        .then(resolve, reject)
        .finally(() => waiting.delete(reject));
    });
  return {
    get lost() {
      return error !== null;
    },
    during: (work) =>
      untilLost(work).catch((failure) => {
        if (!mayComeOfLoss(failure)) throw failure;
        return answered(() => untilLost<never>(() => new Promise(() => {}))).catch((known) => {
          throw known instanceof DeviceLostError ? known : failure;
        });
      }),
  };
}

/**
 * Returns whether the failure may be that of a device which is about to be told lost: the browser
 * rejects a reading first, and refuses memory.
 */
function mayComeOfLoss(failure: unknown): boolean {
  return failure instanceof DOMException || failure instanceof RangeError;
}

/** Returns the loss of the device of the current backend, which must be webgpu. */
export function webgpuLoss(): DeviceLoss {
  const { device } = tf.backend() as unknown as { readonly device: GPUDevice };
  return createDeviceLoss((lose) => {
    device.lost.then(({ message, reason }) => lose(message || reason));
  });
}

/** Returns the loss of the context of the current backend, which must be webgl. */
export function webglLoss(): DeviceLoss {
  const { canvas } = tf.backend() as unknown as { readonly canvas: EventTarget };
  return createDeviceLoss((lose) => {
    canvas.addEventListener('webglcontextlost', () => lose('the WebGL context was lost'));
  });
}
