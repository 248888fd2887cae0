/** Registers the spiking kernels in WebAssembly, in place of the plain loops. */
import { type AssemblyKernel, registerAssemblyKernel } from '../../assembly-kernel.ts';
import { float32, int32 } from '../../plain-kernel.ts';
import { sizeOf } from '../../shape.ts';
import { registerOrderStatisticsAssembly } from '../statistics/assembly.ts';
import { registerConvAssembly } from './assembly-conv.ts';
import { registerDenseAssembly } from './assembly-dense.ts';
import { carve, carvedBytes, dynamicsOf, neuronPlanes, type Shapes, word } from './assembly-layout.ts';
import {
  type CurrentAttributes,
  chunksOf,
  integrateAndFireName,
  spikeCountsName,
  type UnpackAttributes,
  unpackSpikesName,
} from './contract.ts';

/**
 * Sizes of assembly/spiking-current.ts: neurons that fire together, and bytes of a tile's membranes
 * and of nine steps of a group.
 */
const group = 16;
const tileBytes = 4 * 128 + 9 * 4 * group;

function currentSizes({ injected }: Shapes) {
  const channels = injected!.shape[0]!;
  // Channels repeat over the neurons; a period of whole groups holds them all.
  let period = channels;
  while (period % group !== 0) period += channels;
  return { channels, period, regions: { neurons: neuronPlanes * 4 * period, tile: tileBytes } };
}

const integrateAndFire: AssemblyKernel<CurrentAttributes> = {
  name: integrateAndFireName,
  outputs: ({ current }, { timeSteps }) => {
    const rest = current!.shape.slice(1);
    return [int32([chunksOf(timeSteps), ...rest]), float32(rest)];
  },
  scratch: (inputs) => carvedBytes(currentSizes(inputs).regions),
  run: (functions, located, [words, counts], attributes, scratch) => {
    const { current, injected, threshold } = located as Record<string, typeof words>;
    const { timeSteps, initialShare, held } = attributes;
    const { channels, period, regions } = currentSizes(located);
    const at = carve(scratch, regions);
    functions.layOutNeurons!(
      ...[injected!.at, threshold!.at, threshold!.shape[0]!, initialShare],
      ...[channels, period, period, at.neurons, ...dynamicsOf(attributes)],
    );
    functions.integrateAndFire!(
      ...[current!.at, held ? timeSteps : current!.shape[0]!, held ? 1 : 0, sizeOf(counts!.shape)],
      ...[at.neurons, period, timeSteps, at.tile, words!.at, counts!.at],
    );
  },
};

const spikeCounts: AssemblyKernel<object> = {
  name: spikeCountsName,
  outputs: ({ spikes }) => [float32(spikes!.shape.slice(1))],
  run: (functions, { spikes }, [counts]) => {
    functions.spikeCounts!(spikes!.at, counts!.at, sizeOf(counts!.shape), spikes!.shape[0]!);
  },
};

const unpackSpikes: AssemblyKernel<UnpackAttributes> = {
  name: unpackSpikesName,
  outputs: ({ spikes }, { timeSteps }) => [float32([timeSteps, ...spikes!.shape.slice(1)])],
  run: (functions, { spikes }, [train], { timeSteps, fromWord = 0 }) => {
    const neurons = sizeOf(spikes!.shape.slice(1));
    functions.unpackSpikes!(word(spikes!, fromWord * neurons), train!.at, neurons, timeSteps);
  },
};

export function registerSpikingAssembly(): void {
  registerAssemblyKernel(integrateAndFire);
  registerDenseAssembly();
  registerConvAssembly();
  registerAssemblyKernel(spikeCounts);
  registerAssemblyKernel(unpackSpikes);
  registerOrderStatisticsAssembly();
}
