/**
 * Simulates a NIR file by what docs/nir.md says and nothing else: in plain float64, channels first,
 * one neuron and one step at a time, from the arrays that another HDF5 reader gave.
 */
import { type PlainArray, plainArrays } from './plain-file.ts';

type Values = ArrayLike<number>;

interface Image {
  readonly shape: readonly number[];
  readonly values: Values;
}

export interface PlainResponse {
  /** Spikes at each step of each node of neurons, by its name, in the order of the edges. */
  readonly trains: ReadonlyMap<string, readonly Uint8Array[]>;
  /** The sum of what arrived at the output, or the counts of the neurons before it. */
  readonly output: Float64Array;
  /** The least distance of a potential to its threshold. */
  readonly closest: number;
}

/** What a file says, ready to run. */
export function plainNetwork(bytes: Uint8Array) {
  const arrays = plainArrays(bytes);
  const field = (node: string, name: string): PlainArray => {
    const array = arrays.get(`node/nodes/${node}/${name}`);
    if (!array) throw new RangeError(`${node} has no ${name}`);
    return array;
  };
  const fact = (name: string) => arrays.get(`node/metadata/${name}`)?.values[0];
  const edges = arrays.get('node/edges')!.values as string[];
  const next = new Map(
    Array.from({ length: edges.length / 2 }, (_, e) => [edges[2 * e]!, edges[2 * e + 1]!]),
  );
  const chain: string[] = [];
  for (let at: string | undefined = 'input'; at !== undefined; at = next.get(at)) chain.push(at);
  return { chain, field, fact, typeOf: (node: string) => field(node, 'type').values[0] as string };
}

export type PlainNetwork = ReturnType<typeof plainNetwork>;

/**
 * Runs the window. `inputAt` gives the input of a step, from 0, channels first, or null for none.
 */
export function plainRun(network: PlainNetwork, inputAt: (step: number) => Values | null): PlainResponse {
  const { chain, field, fact, typeOf } = network;
  const steps = fact('time_steps') as number;
  const potentials = new Map<string, Float64Array>();
  const trains = new Map<string, Uint8Array[]>();
  const inputShape = field('input', 'shape').values as number[];
  const none = new Float64Array(inputShape.reduce((a, b) => a * b, 1));
  let closest = Number.POSITIVE_INFINITY;
  let output: Float64Array | null = null;
  for (let t = 0; t < steps; t++) {
    let x: Image = { shape: inputShape, values: inputAt(t) ?? none };
    let weighted = 0;
    for (const node of chain.slice(1, -1)) {
      switch (typeOf(node)) {
        case 'AvgPool2d':
          x = averagePooled(network, node, x);
          break;
        case 'Flatten':
          x = { shape: [x.values.length], values: x.values };
          break;
        case 'Conv2d':
        case 'Affine': {
          weighted++;
          const whole = weighted === 1 && fact('first_layer_bias') === 'firstStep';
          const bias = whole ? (t === 0 ? steps : 0) : 1;
          x = typeOf(node) === 'Affine' ? product(network, node, x, bias) : convolved(network, node, x, bias);
          break;
        }
        case 'IF':
        case 'LIF': {
          const fired = fire(node, x);
          x = { shape: x.shape, values: fired };
          break;
        }
        default:
          throw new RangeError(`${node} is a ${typeOf(node)}`);
      }
    }
    output ??= new Float64Array(x.values.length);
    for (let i = 0; i < output.length; i++) output[i]! += x.values[i]!;
  }
  return { trains, output: output!, closest };

  function fire(node: string, x: Image): Uint8Array {
    const threshold = field(node, 'v_threshold').values as number[];
    const r = field(node, 'r').values as number[];
    const tau = typeOf(node) === 'LIF' ? (field(node, 'tau').values as number[]) : null;
    const v =
      potentials.get(node) ?? Float64Array.from(threshold, (u) => u * (fact('initial_potential') as number));
    potentials.set(node, v);
    const spikes = Uint8Array.from(v, (_, i) => {
      const share = tau ? 1 / tau[i]! : 0;
      v[i] = v[i]! * (1 - share) + x.values[i]! * r[i]! * (tau ? share : 1);
      closest = Math.min(closest, Math.abs(v[i]! - threshold[i]!));
      if (v[i]! < threshold[i]!) return 0;
      v[i] = fact('reset') === 'zero' ? 0 : v[i]! - threshold[i]!;
      return 1;
    });
    trains.set(node, [...(trains.get(node) ?? []), spikes]);
    return spikes;
  }
}

function averagePooled({ field }: PlainNetwork, node: string, { shape, values }: Image): Image {
  const [channels, height, width] = shape as [number, number, number];
  const [kh, kw] = field(node, 'kernel_size').values as [number, number];
  const [sh, sw] = field(node, 'stride').values as [number, number];
  const [oh, ow] = [Math.floor((height - kh) / sh) + 1, Math.floor((width - kw) / sw) + 1];
  const out = new Float64Array(channels * oh * ow);
  for (let c = 0, to = 0; c < channels; c++)
    for (let y = 0; y < oh; y++)
      for (let x = 0; x < ow; x++, to++) {
        for (let i = 0; i < kh; i++)
          for (let j = 0; j < kw; j++)
            out[to]! += values[(c * height + y * sh + i) * width + x * sw + j]! / (kh * kw);
      }
  return { shape: [channels, oh, ow], values: out };
}

function product({ field }: PlainNetwork, node: string, { values }: Image, share: number): Image {
  const { shape, values: weight } = field(node, 'weight') as { shape: number[]; values: number[] };
  const bias = field(node, 'bias').values as number[];
  const [outputs, inputs] = shape as [number, number];
  const out = Float64Array.from({ length: outputs }, (_, o) => {
    let sum = share * bias[o]!;
    for (let i = 0; i < inputs; i++) sum += weight[o * inputs + i]! * values[i]!;
    return sum;
  });
  return { shape: [outputs], values: out };
}

function convolved({ field }: PlainNetwork, node: string, input: Image, share: number): Image {
  const { shape, values: weight } = field(node, 'weight') as { shape: number[]; values: number[] };
  const [outputs, inputs, kh, kw] = shape as [number, number, number, number];
  const [, height, width] = input.shape as [number, number, number];
  const bias = field(node, 'bias').values as number[];
  const [sh, sw] = field(node, 'stride').values as [number, number];
  const [ph, pw] = field(node, 'padding').values as [number, number];
  const [oh, ow] = [Math.floor((height + 2 * ph - kh) / sh) + 1, Math.floor((width + 2 * pw - kw) / sw) + 1];
  const out = new Float64Array(outputs * oh * ow);
  for (let o = 0, to = 0; o < outputs; o++)
    for (let y = 0; y < oh; y++)
      for (let x = 0; x < ow; x++, to++) {
        let sum = share * bias[o]!;
        for (let c = 0; c < inputs; c++)
          for (let i = 0; i < kh; i++)
            for (let j = 0; j < kw; j++) {
              const [row, column] = [y * sh + i - ph, x * sw + j - pw];
              if (row < 0 || row >= height || column < 0 || column >= width) continue;
              sum +=
                weight[((o * inputs + c) * kh + i) * kw + j]! *
                input.values[(c * height + row) * width + column]!;
            }
        out[to] = sum;
      }
  return { shape: [outputs, oh, ow], values: out };
}
