/** The limits of the machine and the backend on which a run is planned. */
import type { DeviceLimits } from '../../../backends/device-limits.ts';
import type { BackendName } from '../../../backends/open.ts';

export type { DeviceLimits };

export interface MachineLimits {
  readonly backend: BackendName;
  /** Bytes to which the heap of one worker's backend can grow; infinite where nothing tells it. */
  readonly heapBytes: number;
  /** Bytes of the largest single tensor. */
  readonly tensorBytes: number;
  /** Bytes of the machine's memory; infinite where nothing tells it. */
  readonly machineBytes: number;
}

/** Returns whether tensors lie on a GPU, which computes alone and may be lost. */
export function isDevice({ backend }: Pick<MachineLimits, 'backend'>): boolean {
  return backend === 'webgpu' || backend === 'webgl';
}

/** Bytes to which the memory of a WebAssembly module of tfjs can grow. */
export const wasmHeapBytes = 2 ** 32 - 2 ** 16;

/** Bytes with which it begins. */
export const leastHeapBytes = 2 ** 24;

/** Gibibytes from which on browsers say no more of the memory. */
const mostTold = 8;

/**
 * Returns the bytes that limit a run where a browser tells `deviceMemory` gibibytes: infinity where
 * it tells nothing, or as much as it ever does.
 */
export function toldBytes(deviceMemory: number | undefined): number {
  if (!deviceMemory || deviceMemory >= mostTold) return Number.POSITIVE_INFINITY;
  return deviceMemory * 2 ** 30;
}

/**
 * Returns the limits of a backend on a machine with so much memory. Without a GPU's own limits its
 * tensors are not limited.
 */
export function limitsOf(
  backend: BackendName,
  machineBytes: number,
  gpu: DeviceLimits | null = null,
): MachineLimits {
  switch (backend) {
    case 'wasm':
      return { backend, heapBytes: wasmHeapBytes, tensorBytes: wasmHeapBytes, machineBytes };
    case 'cpu':
      return { backend, heapBytes: machineBytes, tensorBytes: machineBytes, machineBytes };
    case 'webgpu':
    case 'webgl': {
      const tensorBytes = gpu
        ? Math.min(gpu.maxBufferSize, gpu.maxStorageBufferBindingSize)
        : Number.POSITIVE_INFINITY;
      return { backend, heapBytes: Number.POSITIVE_INFINITY, tensorBytes, machineBytes };
    }
  }
}
