/**
 * Opens a tfjs backend and completes it: registers the kernels that tfjs lacks or does slowly,
 * tries a known gradient, and times a step. `auto` takes the fastest one: wasm, or WebGPU or WebGL
 * on a real GPU that computes right.
 */
import './gradients.ts';
import * as tf from '@tensorflow/tfjs-core';
import { type Adapter, webglAdapter, webgpuAdapter } from './adapters.ts';
import { loadAssembly } from './assembly-kernel.ts';
import { type DeviceLoss, neverLost, webglLoss, webgpuLoss } from './device-loss.ts';
import { registerSpikingAssembly } from './kernels/spiking/assembly.ts';
import { registerSpikingKernels } from './kernels/spiking/plain.ts';
import { registerSpikingWebgpu } from './kernels/spiking/webgpu.ts';
import { registerOrderStatistics } from './kernels/statistics/plain.ts';
import { registerSurrogate } from './kernels/surrogate/contract.ts';
import { registerAdam } from './kernels/training/adam.ts';
import { registerTrainingAssembly } from './kernels/training/assembly.ts';
import { registerBatchNorm } from './kernels/training/batch-norm.ts';
import { registerConvGradients } from './kernels/training/conv-gradients.ts';
import { registerTreeSum } from './kernels/training/groups.ts';
import { registerMatMul } from './kernels/training/matmul.ts';
import { registerMaxPoolGrad } from './kernels/training/max-pool.ts';
import { registerQuantise } from './kernels/training/quantise.ts';
import { probe } from './probe.ts';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export class BackendError extends Error {
  override readonly name = 'BackendError';
}

export interface BackendOptions {
  readonly wanted: BackendName | 'auto';
  /** The place of the wasm binaries: a folder ending in a slash, or the address of each build. */
  readonly wasm: string | { readonly simd: string; readonly plain: string };
  /** Loads the bytes of our own wasm kernels (assembly/). */
  readonly kernels: () => Promise<BufferSource>;
}

export interface OpenBackend {
  readonly backend: BackendName;
  /** Description of the device that computes; says "software GPU" when the adapter is one. */
  readonly device: string;
  /** Milliseconds of one small training step, the median of a few. */
  readonly probeMilliseconds: number;
  /** The backends that `auto` passed over and the reasons, or null when there are none. */
  readonly note: string | null;
  /** Tells when the device is lost; opening the backend again then begins with a fresh one. */
  readonly loss: DeviceLoss;
}

let plainRegistered = false;

function registerPlainKernels(): void {
  if (plainRegistered) return;
  plainRegistered = true;
  tf.enableProdMode();
  registerSpikingKernels();
  registerOrderStatistics();
  registerBatchNorm();
  registerTreeSum();
  registerAdam();
  registerQuantise();
  registerMaxPoolGrad();
  registerSurrogate();
}

/**
 * Opens the requested backend. Throws {@link BackendError} with what to do when it is not available
 * or computes wrongly.
 */
export async function openBackend(options: BackendOptions): Promise<OpenBackend> {
  registerPlainKernels();
  switch (options.wanted) {
    case 'cpu':
      return openCpu();
    case 'wasm':
      return openWasm(options);
    case 'webgpu': {
      const adapter = await webgpuAdapter();
      if (!adapter)
        throw new BackendError('This browser offers no WebGPU adapter; choose wasm or automatic.');
      return openWebgpu(adapter);
    }
    case 'webgl': {
      const adapter = webglAdapter();
      if (!adapter) throw new BackendError('This browser offers no WebGL 2; choose wasm or automatic.');
      return openWebgl(adapter);
    }
    case 'auto':
      return openBest(options);
  }
}

async function openBest(options: BackendOptions): Promise<OpenBackend> {
  const notes: string[] = [];
  const opened = [await openWasm(options)];
  const tryGpu = async (
    name: string,
    adapter: Adapter | null,
    open: (adapter: Adapter) => Promise<OpenBackend>,
  ) => {
    if (!adapter) notes.push(`no ${name} adapter`);
    else if (adapter.software) notes.push(`${name} is a ${adapter.words}`);
    else {
      try {
        opened.push(await open(adapter));
        return true;
      } catch (error) {
        notes.push(`${name} was refused: ${(error as Error).message}`);
      }
    }
    return false;
  };
  // Where WebGPU works, WebGL on the same card is not faster.
  if (!(await tryGpu('WebGPU', await webgpuAdapter(), openWebgpu)))
    await tryGpu('WebGL', webglAdapter(), openWebgl);
  opened.sort((a, b) => a.probeMilliseconds - b.probeMilliseconds);
  const fastest = opened[0]!;
  for (const { backend, probeMilliseconds } of opened.slice(1))
    notes.push(
      `${backend} took ${probeMilliseconds.toFixed(0)} ms for the step that ${fastest.backend} does in ` +
        `${fastest.probeMilliseconds.toFixed(0)} ms`,
    );
  await use(fastest.backend);
  return { ...fastest, note: notes.join('; ') || null };
}

async function openCpu(): Promise<OpenBackend> {
  await import('@tensorflow/tfjs-backend-cpu');
  await use('cpu');
  return finish('cpu', 'plain JavaScript', neverLost);
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
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  if (!wasmPrepared) {
    registerConvGradients();
    registerMatMul();
    // Without SIMD the plain loops and tfjs's own operations remain.
    if (simd) {
      await loadAssembly(await options.kernels());
      registerSpikingAssembly();
      registerTrainingAssembly();
    }
    wasmPrepared = true;
  }
  return finish('wasm', simd ? 'WebAssembly SIMD' : 'WebAssembly without SIMD', neverLost);
}

async function openWebgpu(adapter: Adapter): Promise<OpenBackend> {
  await import('@tensorflow/tfjs-backend-webgpu');
  const loss = await openDevice('webgpu', webgpuLoss);
  registerSpikingWebgpu();
  return loss.during(() => finish('webgpu', adapter.words, loss));
}

async function openWebgl(adapter: Adapter): Promise<OpenBackend> {
  await import('@tensorflow/tfjs-backend-webgl');
  const loss = await openDevice('webgl', webglLoss);
  return loss.during(() => finish('webgl', adapter.words, loss));
}

/** The losses of the devices that are open. */
const losses = new Map<BackendName, DeviceLoss>();

/** Uses a backend with its device, or with a fresh one when that was lost. */
async function openDevice(backend: BackendName, lossOf: () => DeviceLoss): Promise<DeviceLoss> {
  if (losses.get(backend)?.lost) renew(backend);
  await use(backend);
  const loss = losses.get(backend) ?? lossOf();
  losses.set(backend, loss);
  return loss;
}

/** Forgets a backend's device with all tensors and programs on it; its kernels stay registered. */
function renew(backend: BackendName): void {
  const factory = tf.findBackendFactory(backend);
  tf.removeBackend(backend);
  tf.registerBackend(backend, factory);
  losses.delete(backend);
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

async function finish(backend: BackendName, device: string, loss: DeviceLoss): Promise<OpenBackend> {
  const result = await probe();
  if (!result.right)
    throw new BackendError(
      `${device} computes a known gradient wrongly (off by ${result.error.toPrecision(2)}); choose another backend.`,
    );
  return { backend, device, probeMilliseconds: result.milliseconds, note: null, loss };
}
