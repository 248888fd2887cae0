/**
 * Opens a tfjs backend and makes it complete: registers the kernels that tfjs lacks or does slowly, tries a known
 * gradient, and times a step. `auto` takes WebGPU where a real GPU computes right, else wasm.
 */
import './gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import { registerAdam } from './kernels/adam.ts';
import { registerBatchNorm } from './kernels/batch-norm.ts';
import { registerConvGradients } from './kernels/conv-gradients.ts';
import { registerIntegrateAndFire } from './kernels/integrate-and-fire.ts';
import { registerMatMul } from './kernels/matmul.ts';
import { probe } from './probe.ts';

export type BackendName = 'webgpu' | 'wasm' | 'cpu';

export class BackendError extends Error {
  override readonly name = 'BackendError';
}

export interface BackendOptions {
  readonly wanted: BackendName | 'auto';
  /** Where the wasm binaries lie: a folder ending in a slash, or the address of the SIMD build. */
  readonly wasm: string | { readonly simd: string; readonly plain: string };
}

export interface OpenBackend {
  readonly backend: BackendName;
  /** What computes, in words; says "software GPU" where the adapter is one. */
  readonly device: string;
  /** Milliseconds of one small training step, the median of a few. */
  readonly probeMilliseconds: number;
  /** Why `auto` did not take WebGPU, or null. */
  readonly note: string | null;
}

let plainRegistered = false;

function registerPlainKernels(): void {
  if (plainRegistered) return;
  plainRegistered = true;
  tf.enableProdMode();
  registerIntegrateAndFire();
  registerBatchNorm();
  registerAdam();
}

/** Opens the backend wanted. Throws {@link BackendError} with what to do when it cannot be had or computes wrongly. */
export async function openBackend(options: BackendOptions): Promise<OpenBackend> {
  registerPlainKernels();
  switch (options.wanted) {
    case 'cpu':
      return openCpu();
    case 'wasm':
      return openWasm(options);
    case 'webgpu': {
      const adapter = await adapterInWords();
      if (!adapter)
        throw new BackendError('This browser offers no WebGPU adapter; choose wasm or automatic.');
      return openWebgpu(adapter);
    }
    case 'auto':
      return openBest(options);
  }
}

async function openBest(options: BackendOptions): Promise<OpenBackend> {
  const adapter = await adapterInWords();
  if (!adapter) return { ...(await openWasm(options)), note: 'no WebGPU adapter' };
  if (adapter.software) return { ...(await openWasm(options)), note: `WebGPU is a ${adapter.words}` };
  try {
    return await openWebgpu(adapter);
  } catch (error) {
    return { ...(await openWasm(options)), note: `WebGPU was refused: ${(error as Error).message}` };
  }
}

async function openCpu(): Promise<OpenBackend> {
  await import('@tensorflow/tfjs-backend-cpu');
  await use('cpu');
  return finish('cpu', 'plain JavaScript');
}

let wasmPrepared = false;

async function openWasm(options: BackendOptions): Promise<OpenBackend> {
  const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
  // The threaded build hangs in minified pages that are cross-origin isolated.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!wasmPrepared) {
    if (typeof options.wasm === 'string') setWasmPaths(options.wasm);
    else
      setWasmPaths({
        'tfjs-backend-wasm.wasm': options.wasm.plain,
        'tfjs-backend-wasm-simd.wasm': options.wasm.simd,
        'tfjs-backend-wasm-threaded-simd.wasm': options.wasm.simd,
      });
  }
  await use('wasm');
  if (!wasmPrepared) {
    registerConvGradients();
    registerMatMul();
    wasmPrepared = true;
  }
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return finish('wasm', simd ? 'WebAssembly SIMD' : 'WebAssembly without SIMD');
}

async function openWebgpu(adapter: { words: string }): Promise<OpenBackend> {
  await import('@tensorflow/tfjs-backend-webgpu');
  await use('webgpu');
  return finish('webgpu', adapter.words);
}

async function use(backend: BackendName): Promise<void> {
  let ready = false;
  try {
    ready = await tf.setBackend(backend);
  } catch (error) {
    throw new BackendError(`The ${backend} backend did not start: ${(error as Error).message}`);
  }
  if (!ready) throw new BackendError(`The ${backend} backend did not start; choose another one.`);
}

async function finish(backend: BackendName, device: string): Promise<OpenBackend> {
  const result = await probe();
  if (!result.right)
    throw new BackendError(
      `${device} computes a known gradient wrongly (off by ${result.error.toPrecision(2)}); choose another backend.`,
    );
  return { backend, device, probeMilliseconds: result.milliseconds, note: null };
}

interface Adapter {
  readonly words: string;
  readonly software: boolean;
}

async function adapterInWords(): Promise<Adapter | null> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (!gpu) return null;
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!adapter) return null;
  const { vendor = '', architecture = '', description = '' } = adapter.info;
  const software =
    adapter.info.isFallbackAdapter ||
    /swiftshader|llvmpipe|lavapipe|software/i.test(`${vendor} ${architecture} ${description}`);
  const name = description || [vendor, architecture].filter(Boolean).join(' ') || 'GPU';
  return { words: software ? `software GPU (${name})` : name, software };
}
