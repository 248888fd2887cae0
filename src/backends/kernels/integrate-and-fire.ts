/** Integrate-and-fire over a whole window in one pass (paper Eq. 3–6, design §4.1). */
import { registerPlainKernel } from '../plain-kernel.ts';

export const integrateAndFireName = 'SpikewiseIntegrateAndFire';

export interface IntegrateAndFireAttributes {
  readonly timeSteps: number;
  /** V₀ as a share of ϑ: 0 or 0.5. */
  readonly initialShare: number;
}

/** About as many neurons are simulated together, so that their potentials stay in the cache over the window. */
const blockSize = 4096;

/** A dead neuron's threshold: finite, so that 0 · ϑ is 0, and never reached. */
const unreachable = 3.4e38;

/** Values per channel repeated over a block, whose size is a multiple of the channels. */
function repeated(values: ArrayLike<number>, size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => values[i % values.length]!);
}

/** State of a block of neurons; threshold and bias are laid out like the neurons. */
interface Block {
  readonly potential: Float32Array;
  readonly count: Float32Array;
  readonly threshold: Float32Array;
  readonly bias: Float32Array;
}

/** One step in which current arrives. Small on its own, so that it is compiled once and well. */
function stepDriven(
  block: Block,
  current: Float32Array,
  spikes: Float32Array,
  offset: number,
  size: number,
): void {
  const { potential, count, threshold, bias } = block;
  for (let i = 0; i < size; i++) {
    const v = Math.fround(potential[i]! + Math.fround(current[offset + i]! + bias[i]!));
    const theta = threshold[i]!;
    const spike = v >= theta ? 1 : 0;
    spikes[offset + i] = spike;
    count[i]! += spike;
    potential[i] = v - spike * theta;
  }
}

/** One step with the injected bias alone. */
function stepAlone(block: Block, spikes: Float32Array, offset: number, size: number): void {
  const { potential, count, threshold, bias } = block;
  for (let i = 0; i < size; i++) {
    const v = Math.fround(potential[i]! + bias[i]!);
    const theta = threshold[i]!;
    const spike = v >= theta ? 1 : 0;
    spikes[offset + i] = spike;
    count[i]! += spike;
    potential[i] = v - spike * theta;
  }
}

/**
 * Inputs: `current` `[S, …, C]` (S ≤ timeSteps; later steps receive none), `bias` `[C]` injected at every step,
 * `threshold` `[1]` or `[C]`. Outputs: `spikes` `[timeSteps, …, C]`, `counts` `[…, C]`. A threshold of 0 never fires.
 */
export function registerIntegrateAndFire(): void {
  registerPlainKernel<IntegrateAndFireAttributes>({
    name: integrateAndFireName,
    outputShapes: ({ current }, { timeSteps }) => {
      const rest = current!.shape.slice(1);
      return [[timeSteps, ...rest], rest];
    },
    run: ({ current, bias, threshold }, [spikes, counts], { timeSteps, initialShare }) => {
      const steps = current!.shape[0]!;
      const neurons = counts!.length;
      const channels = bias!.values.length;
      const whole = Math.max(1, Math.floor(blockSize / channels)) * channels;
      const thetas = repeated(threshold!.values, channels);
      const start = repeated(
        thetas.map((theta) => initialShare * theta),
        whole,
      );
      const block: Block = {
        potential: new Float32Array(whole),
        count: new Float32Array(whole),
        threshold: repeated(
          thetas.map((theta) => (theta > 0 ? theta : unreachable)),
          whole,
        ),
        bias: repeated(bias!.values, whole),
      };
      for (let first = 0; first < neurons; first += whole) {
        const size = Math.min(whole, neurons - first);
        block.potential.set(start);
        block.count.fill(0);
        for (let t = 0; t < timeSteps; t++) {
          const offset = t * neurons + first;
          if (t < steps) stepDriven(block, current!.values, spikes!, offset, size);
          else stepAlone(block, spikes!, offset, size);
        }
        counts!.set(block.count.subarray(0, size), first);
      }
    },
  });
}
