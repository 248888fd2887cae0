/** Integrate-and-fire over a whole window in one pass (paper Eq. 3–6, design §4.1). */
import { registerPlainKernel } from '../plain-kernel.ts';

export const integrateAndFireName = 'SpikewiseIntegrateAndFire';

export interface IntegrateAndFireAttributes {
  readonly timeSteps: number;
  /** V₀ as a share of ϑ: 0 or 0.5. */
  readonly initialShare: number;
}

/** Neurons simulated together, so that their potentials stay in the cache over the window. */
const block = 4096;

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
      const channels = bias!.values.length;
      const neurons = counts!.length;
      const thetas = new Float32Array(channels);
      for (let c = 0; c < channels; c++) {
        const theta = threshold!.values[threshold!.values.length === 1 ? 0 : c]!;
        thetas[c] = theta > 0 ? theta : Number.POSITIVE_INFINITY;
      }
      const potential = new Float32Array(block);
      for (let start = 0; start < neurons; start += block) {
        const size = Math.min(block, neurons - start);
        for (let i = 0; i < size; i++) {
          const theta = thetas[(start + i) % channels]!;
          potential[i] = initialShare === 0 || theta === Number.POSITIVE_INFINITY ? 0 : initialShare * theta;
          counts![start + i] = 0;
        }
        for (let t = 0; t < timeSteps; t++) {
          const offset = t * neurons + start;
          const arriving = t < steps;
          let c = start % channels;
          for (let i = 0; i < size; i++) {
            const drive = arriving
              ? Math.fround(current!.values[offset + i]! + bias!.values[c]!)
              : bias!.values[c]!;
            const v = Math.fround(potential[i]! + drive);
            const theta = thetas[c]!;
            if (v >= theta) {
              spikes![offset + i] = 1;
              counts![start + i]!++;
              potential[i] = v - theta;
            } else {
              spikes![offset + i] = 0;
              potential[i] = v;
            }
            if (++c === channels) c = 0;
          }
        }
      }
    },
  });
}
