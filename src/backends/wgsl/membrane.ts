/**
 * The membrane in WGSL: an invocation holds the membranes of one channel, or of four neighbouring
 * ones, in registers for the whole window.
 *
 * It declares `Lanes` (f32 or vec4), `Words` (i32 or vec4) and `Membrane`, to be started by
 * `atRest` and driven by `integrate`, once a step. Programs that use it bind `injected` and
 * `threshold` and have the uniforms `initialShare` and, if neurons leak, `leak`.
 */
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WindowAttributes } from '../kernels/spiking/contract.ts';
import { sizeOf } from '../shape.ts';
import type { Components, Input, Uniforms } from './program.ts';

export interface MembraneCode {
  readonly key: string;
  readonly code: string;
  readonly inputs: Record<'injected' | 'threshold', Input>;
  readonly uniforms: Uniforms;
}

/**
 * Returns the code of the membrane. `injected` is `[C]`, `threshold` `[1]` or `[C]`; `components`
 * divides C.
 */
export function membraneCode(
  injected: TensorInfo,
  threshold: TensorInfo,
  { initialShare, leak = 1, reset = 'soft' }: Omit<WindowAttributes, 'timeSteps'>,
  components: Components,
): MembraneCode {
  const shared = sizeOf(threshold.shape) === 1;
  const leaks = leak !== 1;
  const hard = reset === 'hard';
  const [lanes, words] = components === 4 ? ['vec4<f32>', 'vec4<i32>'] : ['f32', 'i32'];
  return {
    key: `${components}${shared ? 'shared' : 'own'}${leaks ? 'Leaky' : ''}${hard ? 'Hard' : ''}`,
    inputs: {
      injected: { info: injected, components },
      threshold: { info: threshold, components: shared ? 1 : components },
    },
    uniforms: { initialShare: { f32: initialShare }, ...(leaks ? { leak: { f32: leak } } : {}) },
    // A dead neuron's threshold of 0 becomes one that is never reached. Sums in the order of the
    // plain loops: z, injected, V.
    code: `
  alias Lanes = ${lanes};
  alias Words = ${words};
  struct Membrane {
    potential : Lanes,
    threshold : Lanes,
    injected : Lanes,
    word : Words,
  }
  fn atRest(group : i32) -> Membrane {
    let theta = Lanes(threshold[${shared ? '0' : 'group'}]);
    let reachable = select(Lanes(3.4e38), theta, theta > Lanes(0.0));
    return Membrane(uniforms.initialShare * theta, reachable, injected[group], Words(0));
  }
  fn integrate(m : ptr<function, Membrane>, z : Lanes, step : i32) {
    let driven = z + (*m).injected;
    let v = ${leaks ? 'uniforms.leak * ' : ''}(*m).potential + driven;
    let fires = v >= (*m).threshold;
    (*m).potential = select(v, ${hard ? 'Lanes(0.0)' : 'v - (*m).threshold'}, fires);
    let bit = bitcast<i32>(1u << u32(step & 31));
    (*m).word = (*m).word | select(Words(0), Words(bit), fires);
  }`,
  };
}
