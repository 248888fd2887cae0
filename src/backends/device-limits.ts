/** Reads what the GPU of the current backend takes in one buffer. */
import * as tf from '@tensorflow/tfjs-core';

export interface DeviceLimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
}

/** Returns the limits of WebGPU's device; null on other backends. */
export function deviceLimits(): DeviceLimits | null {
  if (tf.getBackend() !== 'webgpu') return null;
  return (tf.backend() as unknown as { readonly device: { readonly limits: DeviceLimits } }).device.limits;
}
