/** Registers convolutions driven by spikes in WebAssembly (assembly/spiking-conv.ts). */
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
import { chunksOf, type SpikingConvAttributes, spikingConvName } from './contract.ts';

/** Number of fields of the record in assembly/spiking-conv.ts. */
const geometryFields = 13;

function sizes({ spikes, weight }: Shapes, { outputSize }: SpikingConvAttributes) {
  const [, batch, height, width, inputs] = spikes!.shape as [number, number, number, number, number];
  const [kernelHeight, kernelWidth, , channels] = weight!.shape as [number, number, number, number];
  const positions = height * width;
  const outputs = outputSize[0] * outputSize[1];
  const rows = kernelHeight * kernelWidth * inputs;
  checkRows(rows);
  const padded = paddedChannels(channels);
  return {
    ...{
      batch,
      height,
      width,
      inputs,
      kernelHeight,
      kernelWidth,
      channels,
      positions,
      outputs,
      rows,
      padded,
    },
    regions: {
      geometry: 4 * geometryFields,
      table: indexTableBytes,
      neurons: neuronPlanes * 4 * padded,
      masks: maskBytes(positions, inputs),
      list: listBytes(positions * inputs),
      starts: 4 * octetSteps * (positions + 1),
      rows: 4 * rows * padded,
      membranes: 4 * outputs * padded,
      sums: 4 * octetSteps * 32,
      gathered: 2 * rows + 64,
    },
  };
}

const kernel: AssemblyKernel<SpikingConvAttributes> = {
  name: spikingConvName,
  outputs: ({ spikes, weight }, { timeSteps, outputSize }) => {
    const rest = [spikes!.shape[1]!, ...outputSize, weight!.shape[3]!];
    return [int32([chunksOf(timeSteps), ...rest]), float32(rest), int32([spikes!.shape[1]!])];
  },
  scratch: (inputs, attributes) => carvedBytes(sizes(inputs, attributes).regions),
  run: (functions, located, [words, counts, operations], attributes, scratch) => {
    const { spikes, weight, injected, threshold } = located as Record<string, typeof words>;
    const { timeSteps, initialShare, stride, padding, dilation, outputSize } = attributes;
    const size = sizes(located, attributes);
    const { batch, inputs, channels, positions, outputs, rows, padded } = size;
    const at = carve(scratch, size.regions);
    const blocks = blocksOf(channels);
    functions.writeGeometry!(
      ...[at.geometry, size.height, size.width, inputs, ...outputSize],
      ...[size.kernelHeight, size.kernelWidth, ...stride, ...padding, ...dilation],
    );
    functions.fillIndexTable!(at.table);
    functions.clearOperations!(operations!.at, batch);
    functions.layOutNeurons!(
      ...[injected!.at, threshold!.at, threshold!.shape[0]!, initialShare],
      ...[channels, channels, padded, at.neurons, ...dynamicsOf(attributes)],
    );
    for (const { from, channels: columns, width } of blocks)
      functions.packRows!(weight!.at, rows, channels, from, columns, width, at.rows + 4 * rows * from);
    for (let n = 0; n < batch; n++)
      for (const { chunk, shift, steps, first } of octetsOf(timeSteps)) {
        functions.listSpikes!(
          ...[
            word(spikes!, (chunk * batch + n) * positions * inputs),
            positions * inputs,
            inputs,
            shift,
            steps,
          ],
          ...[at.list, at.starts, at.masks, at.table],
        );
        for (const block of blocks)
          functions.spikingConvBlock!(
            ...[at.geometry, at.starts, steps, at.rows + 4 * rows * block.from, block.width],
            ...[at.neurons + 4 * block.from, 4 * padded, at.membranes + 4 * outputs * block.from],
            ...[at.sums, at.gathered, block.channels, shift, first ? 1 : 0],
            word(words!, (chunk * batch + n) * outputs * channels + block.from),
            word(counts!, n * outputs * channels + block.from),
            ...[channels, word(operations!, n)],
          );
      }
  },
};

export function registerConvAssembly(): void {
  registerAssemblyKernel(kernel);
}
