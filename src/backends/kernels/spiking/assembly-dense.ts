/** Registers dense layers driven by spikes in WebAssembly (assembly/spiking-dense.ts). */
import { type AssemblyKernel, registerAssemblyKernel } from '../../assembly-kernel.ts';
import { float32, int32 } from '../../plain-kernel.ts';
import {
  blocksOf,
  carve,
  carvedBytes,
  checkRows,
  dynamicsOf,
  indexTableBytes,
  listBytes,
  maskBytes,
  neuronPlanes,
  octetSteps,
  octetsOf,
  paddedChannels,
  type Shapes,
  word,
} from './assembly-layout.ts';
import { chunksOf, spikingDenseName, type WindowAttributes } from './contract.ts';

/**
 * Bytes of spike lists that are held at a time; a batch that needs more goes in groups of images.
 */
const listBudget = 2 ** 24;

/**
 * Number of inputs whose rows, 128 bytes each, fit into the nearest cache together; whole groups of
 * sixteen.
 */
const tileInputs = 256;

/**
 * Number of spikes of a tile, image and step from which on it pays to fetch and store the sums in
 * between.
 */
const worthTile = 16;

function sizes({ spikes, weight }: Shapes) {
  const batch = spikes!.shape[1]!;
  const [inputs, channels] = weight!.shape as [number, number];
  checkRows(inputs);
  const group = Math.max(1, Math.min(batch, Math.floor(listBudget / listBytes(inputs))));
  const tiles = Math.ceil(inputs / tileInputs);
  const padded = paddedChannels(channels);
  const width = Math.max(...blocksOf(channels).map((block) => block.width));
  return {
    ...{ batch, inputs, channels, group, tiles, padded },
    regions: {
      table: indexTableBytes,
      neurons: neuronPlanes * 4 * padded,
      masks: maskBytes(tiles, tileInputs),
      lists: group * listBytes(inputs),
      starts: 4 * group * octetSteps * (tiles + 1),
      rows: 4 * inputs * width,
      membranes: 4 * group * padded,
      sums: 4 * group * octetSteps * width,
    },
  };
}

const kernel: AssemblyKernel<WindowAttributes> = {
  name: spikingDenseName,
  outputs: ({ spikes, weight }, { timeSteps }) => {
    const batch = spikes!.shape[1]!;
    const channels = weight!.shape[1]!;
    return [int32([chunksOf(timeSteps), batch, channels]), float32([batch, channels]), int32([batch])];
  },
  scratch: (inputs) => carvedBytes(sizes(inputs).regions),
  run: (functions, located, [words, counts, operations], attributes, scratch) => {
    const { spikes, weight, injected, threshold } = located as Record<string, typeof words>;
    const { timeSteps, initialShare } = attributes;
    const { batch, inputs, channels, group, tiles, padded, regions } = sizes(located);
    const at = carve(scratch, regions);
    functions.fillIndexTable!(at.table);
    functions.clearOperations!(operations!.at, batch);
    functions.layOutNeurons!(
      ...[injected!.at, threshold!.at, threshold!.shape[0]!, initialShare],
      ...[channels, channels, padded, at.neurons, ...dynamicsOf(attributes)],
    );
    for (let from = 0; from < batch; from += group) {
      const images = Math.min(group, batch - from);
      for (const { chunk, shift, steps, first } of octetsOf(timeSteps)) {
        let list = at.lists;
        for (let n = 0; n < images; n++)
          list = functions.listSpikes!(
            ...[word(spikes!, (chunk * batch + from + n) * inputs), inputs, tileInputs, shift, steps],
            ...[list, at.starts + 4 * n * steps * (tiles + 1), at.masks, at.table],
          )!;
        const events = (list - at.lists) / 2;
        const together = events > worthTile * images * steps * tiles ? 1 : tiles;
        for (const block of blocksOf(channels)) {
          // Packed anew for every group and octet: this costs little beside the rows it saves the
          // cache from.
          functions.packRows!(
            ...[weight!.at, inputs, channels, block.from, block.channels, block.width, at.rows],
          );
          functions.spikingDenseBlock!(
            ...[
              at.starts,
              images,
              steps,
              tiles,
              together,
              at.rows,
              block.width,
              at.neurons + 4 * block.from,
              4 * padded,
            ],
            ...[at.membranes + 4 * group * block.from, at.sums, block.channels, shift, first ? 1 : 0],
            word(words!, (chunk * batch + from) * channels + block.from),
            word(counts!, from * channels + block.from),
            ...[channels, word(operations!, from)],
          );
        }
      }
    }
  },
};

export function registerDenseAssembly(): void {
  registerAssemblyKernel(kernel);
}
