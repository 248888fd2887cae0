/** Registers exact order statistics in WebAssembly (assembly/spiking-order-statistics.ts). */
import { type AssemblyKernel, registerAssemblyKernel } from '../../assembly-kernel.ts';
import { float32 } from '../../plain-kernel.ts';
import { carve, carvedBytes, type Shapes, word } from '../spiking/assembly-layout.ts';
import { type OrderStatisticsAttributes, orderStatisticsName } from '../spiking/contract.ts';

/** Bytes of the counts and caches of one selection. */
const selectionBytes = 40_992;

/**
 * Number of columns that are copied out at a time, as many as a cache line holds, within
 * `columnBudget` bytes: columns lie scattered through the rows.
 */
const lineColumns = 16;
const columnBudget = 2 ** 25;

function sizes({ values }: Shapes, { scope }: OrderStatisticsAttributes) {
  const [rows, channels] = values!.shape as [number, number];
  const apart = scope === 'channel' && channels > 1;
  const group = Math.max(1, Math.min(lineColumns, channels, Math.floor(columnBudget / (4 * rows))));
  const regions = { selection: selectionBytes, columns: apart ? 4 * rows * group : 0 };
  return { rows, channels, apart, group, regions };
}

const kernel: AssemblyKernel<OrderStatisticsAttributes> = {
  name: orderStatisticsName,
  outputs: ({ values }, { ranks, scope }) => [
    float32([scope === 'channel' ? values!.shape[1]! : 1, ranks.length]),
  ],
  scratch: (inputs, attributes) => carvedBytes(sizes(inputs, attributes).regions),
  run: (functions, located, [result], attributes, scratch) => {
    const { values } = located as Record<string, typeof result>;
    const { rows, channels, apart, group, regions } = sizes(located, attributes);
    const at = carve(scratch, regions);
    // Ascending, so that a rank finds what its neighbour has counted.
    const ascending = attributes.ranks
      .map((rank, place) => ({ rank, place }))
      .sort((a, b) => a.rank - b.rank);
    const select = (list: number, count: number, column: number) => {
      functions.beginOrderStatistics!(list, count, at.selection);
      for (const { rank, place } of ascending)
        functions.orderStatistic!(
          ...[list, count, rank, at.selection],
          word(result!, column * ascending.length + place),
        );
    };
    if (!apart) select(values!.at, rows * channels, 0);
    else
      for (let from = 0; from < channels; from += group) {
        const columns = Math.min(group, channels - from);
        functions.copyColumns!(values!.at, rows, channels, from, columns, at.columns);
        for (let c = 0; c < columns; c++) select(at.columns + 4 * rows * c, rows, from + c);
      }
  },
};

export function registerOrderStatisticsAssembly(): void {
  registerAssemblyKernel(kernel);
}
