/**
 * Runs our WGSL programs inside tfjs's WebGPU backend.
 *
 * tfjs writes the head of the shader (bindings, uniforms, `main(index)`) and keeps compiled
 * pipelines by key. A program has one output, which is why a kernel with several runs several
 * programs. Every tensor is passed flat: the shapes that matter travel as uniforms, so that one
 * pipeline serves all sizes.
 */
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { sizeOf } from '../shape.ts';

interface TfjsProgram {
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly uniforms: string;
  readonly outputShape: number[];
  readonly outputComponent: number;
  readonly workgroupSize: [number, number, number];
  readonly dispatch: [number, number, number];
  readonly dispatchLayout: { readonly x: number[] };
  readonly atomic: boolean;
  shaderKey: string;
  getUserCode(): string;
}

interface UniformData {
  readonly type: 'int32' | 'float32';
  readonly data: number[];
}

/** The part of tfjs's WebGPU backend that runs programs. */
export interface GpuBackend {
  makeTensorInfo(shape: number[], dtype: DataType, values?: Int32Array | Float32Array): TensorInfo;
  runWebGPUProgram(
    program: TfjsProgram,
    inputs: TensorInfo[],
    dtype: DataType,
    uniforms: UniformData[],
    output?: TensorInfo,
  ): TensorInfo;
  disposeData(dataId: TensorInfo['dataId']): boolean;
}

/**
 * The number of values in one array element of a binding: 4 (`vec4`) if the innermost axis allows
 * it.
 */
export type Components = 1 | 4;

/** Returns 4 (`vec4`) for an axis whose `length` it divides evenly, and 1 otherwise. */
export function componentsFor(length: number): Components {
  return length % 4 === 0 ? 4 : 1;
}

export interface Input {
  readonly info: TensorInfo;
  readonly components: Components;
}

/** The uniforms of a program: whole numbers are i32, pairs `vec2<i32>`, `{ f32 }` a float. */
export type Uniforms = Record<string, number | readonly [number, number] | { readonly f32: number }>;

export interface Program {
  /** Name of the code: programs of the same key have the same code and the same components. */
  readonly key: string;
  /** Body with `fn main(index : i32)`; reads its inputs by name, writes `result`. */
  readonly code: string;
  readonly inputs: Record<string, Input>;
  readonly uniforms: Uniforms;
  readonly output: {
    readonly shape: readonly number[];
    readonly dtype: 'float32' | 'int32';
    readonly components: Components;
  };
  /**
   * Smallest number of times that `main` runs; rounded up to whole workgroups, so that `main`
   * checks its index.
   */
  readonly invocations: number;
  readonly workgroup: number;
  /** An int32 tensor that the program adds to: `result` is then an array of `atomic<i32>`. */
  readonly accumulator?: TensorInfo;
}

function declare(uniforms: Uniforms): { declaration: string; data: UniformData[] } {
  const fields: string[] = [];
  const data: UniformData[] = [];
  for (const [name, value] of Object.entries(uniforms)) {
    if (typeof value === 'number') {
      fields.push(`${name} : i32,`);
      data.push({ type: 'int32', data: [value] });
    } else if ('f32' in value) {
      fields.push(`${name} : f32,`);
      data.push({ type: 'float32', data: [value.f32] });
    } else {
      fields.push(`${name} : vec2<i32>,`);
      data.push({ type: 'int32', data: [...value] });
    }
  }
  return { declaration: fields.join(' '), data };
}

/** Returns the same memory as a list. */
function flat(info: TensorInfo): TensorInfo {
  return { dataId: info.dataId, dtype: info.dtype, shape: [sizeOf(info.shape)] };
}

/** Puts the program on the queue and returns its output, which the caller owns. */
export function runProgram(backend: GpuBackend, program: Program): TensorInfo {
  const { shape, dtype, components } = program.output;
  const { declaration, data } = declare(program.uniforms);
  const inputs = Object.values(program.inputs);
  const { dataId } = backend.runWebGPUProgram(
    {
      variableNames: Object.keys(program.inputs),
      variableComponents: inputs.map((input) => input.components),
      uniforms: declaration,
      outputShape: [sizeOf(shape)],
      outputComponent: components,
      workgroupSize: [program.workgroup, 1, 1],
      dispatch: [Math.max(1, Math.ceil(program.invocations / program.workgroup)), 1, 1],
      dispatchLayout: { x: [0] },
      atomic: program.accumulator !== undefined,
      shaderKey: `spikewise_${program.key}`,
      getUserCode: () => program.code,
    },
    inputs.map((input) => flat(input.info)),
    dtype,
    data,
    program.accumulator && flat(program.accumulator),
  );
  return { dataId, shape: [...shape], dtype };
}
