/**
 * Registers the spiking kernels as plain loops, for the cpu backend and wasm without SIMD; the
 * others must equal them bit for bit.
 */
import { float32, int32, type PlainTensor, registerPlainKernel } from '../../plain-kernel.ts';
import { sizeOf } from '../../shape.ts';
import {
  type CurrentAttributes,
  chunksOf,
  integrateAndFireName,
  type NeuronAttributes,
  type PieceAttributes,
  type SpikingConvAttributes,
  spikeCountsName,
  spikingConvName,
  spikingDenseName,
  type UnpackAttributes,
  unpackSpikesName,
  type WindowAttributes,
  windowPieceName,
  wordSteps,
} from './contract.ts';

/** Threshold of a dead neuron: finite, so that 0 · ϑ is 0, and never reached. */
const unreachable = 3.4e38;

/** Membranes of the C channels at one position, and the words they have written so far. */
interface Membranes {
  readonly potential: Float32Array;
  readonly start: Float32Array;
  readonly injected: Float32Array;
  readonly threshold: Float32Array;
  readonly leak: number;
  readonly hard: boolean;
  readonly word: Int32Array;
  readonly count: Float32Array;
}

function membranesOf(
  injected: PlainTensor,
  threshold: PlainTensor,
  { initialShare, leak = 1, reset }: NeuronAttributes & { readonly initialShare: number },
): Membranes {
  const channels = injected.values.length;
  const theta = (c: number) => threshold.values[threshold.values.length === 1 ? 0 : c]!;
  return {
    potential: new Float32Array(channels),
    start: Float32Array.from({ length: channels }, (_, c) => initialShare * theta(c)),
    injected: injected.values,
    threshold: Float32Array.from({ length: channels }, (_, c) => (theta(c) > 0 ? theta(c) : unreachable)),
    leak: Math.fround(leak),
    hard: reset === 'hard',
    word: new Int32Array(channels),
    count: new Float32Array(channels),
  };
}

/**
 * Runs one step: integrates `current` from `offset` on (null: none arrives), fires, and notes the
 * spike as `bit`.
 */
function fire(m: Membranes, current: Float32Array | null, offset: number, bit: number): void {
  const { potential, injected, threshold, leak, hard, word, count } = m;
  for (let c = 0; c < potential.length; c++) {
    const driven = current ? Math.fround(current[offset + c]! + injected[c]!) : injected[c]!;
    const v = Math.fround(Math.fround(leak * potential[c]!) + driven);
    const theta = threshold[c]!;
    if (v >= theta) {
      word[c]! |= bit;
      count[c]!++;
      potential[c] = hard ? 0 : v - theta;
    } else potential[c] = v;
  }
}

/**
 * Runs the membranes of one position over the window from `start` on. `currentAt` returns the
 * current of a step (or null) with its offset; word k of channel c goes to
 * `spikes[k · plane + at + c]`.
 */
function runWindow(
  m: Membranes,
  timeSteps: number,
  currentAt: (t: number) => { current: Float32Array | null; offset: number },
  spikes: Int32Array,
  plane: number,
  counts: Float32Array,
  at: number,
  start: Float32Array = m.start,
): void {
  m.potential.set(start);
  m.count.fill(0);
  for (let t = 0; t < timeSteps; t++) {
    if (t % wordSteps === 0) m.word.fill(0);
    const { current, offset } = currentAt(t);
    fire(m, current, offset, 1 << (t % wordSteps));
    if (t % wordSteps === wordSteps - 1 || t === timeSteps - 1)
      spikes.set(m.word, Math.floor(t / wordSteps) * plane + at);
  }
  counts.set(m.count, at);
}

function registerIntegrateAndFire(): void {
  registerPlainKernel<CurrentAttributes>({
    name: integrateAndFireName,
    outputs: ({ current }, { timeSteps }) => {
      const rest = current!.shape.slice(1);
      return [int32([chunksOf(timeSteps), ...rest]), float32(rest)];
    },
    run: ({ current, injected, threshold }, [spikes, counts], attributes) => {
      const m = membranesOf(injected!, threshold!, attributes);
      const driven = current!.shape[0]!;
      const plane = counts!.values.length;
      const { timeSteps, held } = attributes;
      for (let at = 0; at < plane; at += m.potential.length)
        runWindow(
          m,
          timeSteps,
          (t) =>
            held
              ? { current: current!.values, offset: at }
              : { current: t < driven ? current!.values : null, offset: t * plane + at },
          spikes!.words,
          plane,
          counts!.values,
          at,
        );
    },
  });
}

function registerWindowPiece(): void {
  registerPlainKernel<PieceAttributes>({
    name: windowPieceName,
    outputs: ({ potential }, { timeSteps }) => {
      const { shape } = potential!;
      return [int32([chunksOf(timeSteps), ...shape]), float32(shape), float32(shape)];
    },
    run: ({ current, injected, threshold, potential }, [spikes, counts, after], attributes) => {
      const m = membranesOf(injected!, threshold!, { ...attributes, initialShare: 0 });
      const plane = counts!.values.length;
      const channels = m.potential.length;
      for (let at = 0; at < plane; at += channels) {
        const currentAt = (t: number) => ({ current: current!.values, offset: t * plane + at });
        const before = potential!.values.subarray(at, at + channels);
        runWindow(m, attributes.timeSteps, currentAt, spikes!.words, plane, counts!.values, at, before);
        after!.values.set(m.potential, at);
      }
    },
  });
}

/**
 * Adds the weight rows of those among the `length` neurons from `first` on that spike in this step.
 * Returns how many do.
 */
function gather(
  sum: Float32Array,
  words: Int32Array,
  first: number,
  length: number,
  bit: number,
  weight: Float32Array,
  row: number,
): number {
  const channels = sum.length;
  let spikes = 0;
  for (let i = 0; i < length; i++) {
    if ((words[first + i]! & bit) === 0) continue;
    spikes++;
    const from = (row + i) * channels;
    for (let c = 0; c < channels; c++) sum[c]! += weight[from + c]!;
  }
  return spikes;
}

function registerSpikingDense(): void {
  registerPlainKernel<WindowAttributes>({
    name: spikingDenseName,
    outputs: ({ spikes, weight }, { timeSteps }) => {
      const batch = spikes!.shape[1]!;
      const channels = weight!.shape[1]!;
      return [int32([chunksOf(timeSteps), batch, channels]), float32([batch, channels]), int32([batch])];
    },
    run: ({ spikes, weight, injected, threshold }, [out, counts, operations], attributes) => {
      const m = membranesOf(injected!, threshold!, attributes);
      const batch = spikes!.shape[1]!;
      const [inputs, channels] = weight!.shape as [number, number];
      const sum = new Float32Array(channels);
      for (let n = 0; n < batch; n++) {
        let arrived = 0;
        const currentAt = (t: number) => {
          sum.fill(0);
          const first = (Math.floor(t / wordSteps) * batch + n) * inputs;
          arrived += gather(sum, spikes!.words, first, inputs, 1 << (t % wordSteps), weight!.values, 0);
          return { current: sum, offset: 0 };
        };
        runWindow(
          m,
          attributes.timeSteps,
          currentAt,
          out!.words,
          batch * channels,
          counts!.values,
          n * channels,
        );
        operations!.words[n] = arrived * channels;
      }
    },
  });
}

function registerSpikingConv(): void {
  registerPlainKernel<SpikingConvAttributes>({
    name: spikingConvName,
    outputs: ({ spikes, weight }, { timeSteps, outputSize }) => {
      const rest = [spikes!.shape[1]!, ...outputSize, weight!.shape[3]!];
      return [int32([chunksOf(timeSteps), ...rest]), float32(rest), int32([spikes!.shape[1]!])];
    },
    run: ({ spikes, weight, injected, threshold }, [out, counts, operations], attributes) => {
      const m = membranesOf(injected!, threshold!, attributes);
      const { timeSteps, stride, padding, dilation, outputSize } = attributes;
      const [, batch, height, width, inputs] = spikes!.shape as [number, number, number, number, number];
      const [kernelHeight, kernelWidth, , channels] = weight!.shape as [number, number, number, number];
      const sum = new Float32Array(channels);
      const plane = counts!.values.length;
      for (let n = 0; n < batch; n++) {
        let arrived = 0;
        for (let oy = 0; oy < outputSize[0]; oy++)
          for (let ox = 0; ox < outputSize[1]; ox++) {
            const currentAt = (t: number) => {
              sum.fill(0);
              const image = (Math.floor(t / wordSteps) * batch + n) * height;
              for (let ky = 0; ky < kernelHeight; ky++) {
                const y = oy * stride[0] - padding[0] + ky * dilation[0];
                if (y < 0 || y >= height) continue;
                for (let kx = 0; kx < kernelWidth; kx++) {
                  const x = ox * stride[1] - padding[1] + kx * dilation[1];
                  if (x < 0 || x >= width) continue;
                  const first = ((image + y) * width + x) * inputs;
                  const row = (ky * kernelWidth + kx) * inputs;
                  arrived += gather(
                    sum,
                    spikes!.words,
                    first,
                    inputs,
                    1 << (t % wordSteps),
                    weight!.values,
                    row,
                  );
                }
              }
              return { current: sum, offset: 0 };
            };
            const at = ((n * outputSize[0] + oy) * outputSize[1] + ox) * channels;
            runWindow(m, timeSteps, currentAt, out!.words, plane, counts!.values, at);
          }
        operations!.words[n] = arrived * channels;
      }
    },
  });
}

function bits(word: number): number {
  let rest = word;
  let count = 0;
  for (; rest !== 0; count++) rest &= rest - 1;
  return count;
}

function registerSpikeCounts(): void {
  registerPlainKernel<object>({
    name: spikeCountsName,
    outputs: ({ spikes }) => [float32(spikes!.shape.slice(1))],
    run: ({ spikes }, [counts]) => {
      const plane = counts!.values.length;
      counts!.values.fill(0);
      spikes!.words.forEach((word, i) => {
        counts!.values[i % plane]! += bits(word);
      });
    },
  });
}

function registerUnpackSpikes(): void {
  registerPlainKernel<UnpackAttributes>({
    name: unpackSpikesName,
    outputs: ({ spikes }, { timeSteps }) => [float32([timeSteps, ...spikes!.shape.slice(1)])],
    run: ({ spikes }, [train], { timeSteps, fromWord = 0 }) => {
      const plane = sizeOf(spikes!.shape.slice(1));
      for (let t = 0; t < timeSteps; t++) {
        const words = (fromWord + Math.floor(t / wordSteps)) * plane;
        for (let i = 0; i < plane; i++)
          train!.values[t * plane + i] = (spikes!.words[words + i]! >>> (t % wordSteps)) & 1;
      }
    },
  });
}

export function registerSpikingKernels(): void {
  registerIntegrateAndFire();
  registerWindowPiece();
  registerSpikingDense();
  registerSpikingConv();
  registerSpikeCounts();
  registerUnpackSpikes();
}
