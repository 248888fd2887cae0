/**
 * Simulates spiking neurons in plain float64, and the same neurons smoothed. In place of a spike of
 * 0 or 1, the smoothed neuron has s + S(V) − S(V°), where V° is the potential at which the neuron
 * spiked as it did and S the antiderivative of the surrogate. It agrees with the spiking neuron at
 * that point, and its derivative there is what surrogate gradients claim to be.
 */
import type { SurrogateNeurons, SurrogateShape } from '../methods/surrogate/surrogate.ts';

/**
 * Returns S(u), the antiderivative of h from −∞. It is written down independently and not derived
 * from h.
 */
export function antiderivative(shape: SurrogateShape, u: number, width: number): number {
  switch (shape) {
    case 'rectangle':
      return Math.min(1, Math.max(0, u / width + 0.5));
    case 'triangle': {
      const x = Math.min(1, Math.max(-1, u / width));
      return x < 0 ? (1 + x) ** 2 / 2 : 1 - (1 - x) ** 2 / 2;
    }
    case 'sigmoid':
      return 1 / (1 + Math.exp((-4 * u) / width));
    case 'arctan':
      return 0.5 + Math.atan((Math.PI * u) / width) / Math.PI;
  }
}

/** Potentials V[t] and spikes s[t] of one neuron. */
export interface Course {
  readonly potentials: readonly number[];
  readonly spikes: readonly number[];
}

/**
 * Runs one neuron of threshold ϑ under the currents z[t]; smoothed around `at` if that is given.
 */
export function course(
  currents: readonly number[],
  theta: number,
  { leak, reset, initialPotential, surrogateShape, surrogateWidth }: SurrogateNeurons,
  at?: Course,
): Course {
  const smooth = (v: number) => antiderivative(surrogateShape, v / theta - 1, surrogateWidth);
  const potentials: number[] = [];
  const spikes: number[] = [];
  let left = initialPotential === 'half' ? theta / 2 : 0;
  currents.forEach((z, t) => {
    const v = leak * left + z;
    const s = at ? at.spikes[t]! + smooth(v) - smooth(at.potentials[t]!) : v >= theta ? 1 : 0;
    left = reset === 'hard' ? v * (1 - s) : v - theta * s;
    potentials.push(v);
    spikes.push(s);
  });
  return { potentials, spikes };
}

/**
 * A dense network in plain numbers: weights `[in][out]`, one bias per output, a ϑ for every layer
 * but the last.
 */
export interface PlainNetwork {
  readonly weights: readonly (readonly (readonly number[])[])[];
  readonly biases: readonly (readonly number[])[];
  readonly thresholds: readonly number[];
}

/** The course of every neuron of every hidden layer, by layer and neuron. */
export type Courses = readonly (readonly Course[])[];

/**
 * Returns mean free potentials of the readout for a constant image, and the courses of all neurons;
 * smoothed around `at` if that is given.
 */
export function runPlain(
  { weights, biases, thresholds }: PlainNetwork,
  image: readonly number[],
  neurons: SurrogateNeurons,
  at?: Courses,
): { logits: number[]; courses: Courses } {
  const product = (l: number, input: readonly number[]) =>
    biases[l]!.map((bias, o) => input.reduce((sum, value, i) => sum + value * weights[l]![i]![o]!, bias));
  const courses: Course[][] = [];
  let train: number[][] = Array.from({ length: neurons.timeSteps }, () => [...image]);
  thresholds.forEach((theta, l) => {
    const currents = train.map((input) => product(l, input));
    const layer = biases[l]!.map((_, o) =>
      course(
        currents.map((z) => z[o]!),
        theta,
        neurons,
        at && at[l]![o],
      ),
    );
    courses.push(layer);
    train = currents.map((_, t) => layer.map(({ spikes }) => spikes[t]!));
  });
  const outputs = train.map((input) => product(thresholds.length, input));
  const logits = outputs[0]!.map(
    (_, o) => outputs.reduce((sum, output) => sum + output[o]!, 0) / neurons.timeSteps,
  );
  return { logits, courses };
}
