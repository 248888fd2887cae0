/**
 * Draws a spike raster: a column per time step, a row per neuron. Several spikes at once stand
 * higher, and one that is taken back is red.
 */
import type { LayerInspection } from '../../../runs/inspection/simulation.ts';
import { thinning } from '../../shared/axis.ts';
import type { Draw } from '../../shared/canvas.ts';

export const rasterAxis = 18;

/** The row under a height in the plot, or −1 outside. */
export function rowAt(y: number, height: number, rows: number): number {
  const row = Math.floor((y / (height - rasterAxis)) * rows);
  return row >= 0 && row < rows ? row : -1;
}

export function drawRaster(
  layer: LayerInspection,
  timeSteps: number,
  shown: readonly number[],
  selected: number | null,
  hovered: number | null,
): Draw {
  return ({ context, width, height, palette }) => {
    const base = height - rasterAxis;
    const column = width / timeSteps;
    const row = base / Math.max(1, shown.length);
    context.fillStyle = palette.colour.sunk;
    context.fillRect(0, 0, width, base);
    shown.forEach((neuron, r) => {
      if (neuron !== selected && neuron !== hovered) return;
      context.fillStyle = neuron === selected ? palette.colour['spike-soft'] : palette.colour.line;
      context.fillRect(0, r * row, width, row);
    });
    const wide = Math.max(1, Math.min(10, column * 0.62));
    const high = Math.max(1, Math.min(9, row * 0.74));
    shown.forEach((neuron, r) => {
      for (let t = 0; t < timeSteps; t += 1) {
        const sent = layer.spikes[t * layer.neurons + neuron]!;
        if (sent === 0) continue;
        context.fillStyle = sent > 0 ? palette.colour.spike : palette.colour.bad;
        const tall = sent > 1 ? Math.min(row, high * Math.sqrt(sent)) : high;
        context.fillRect((t + 0.5) * column - wide / 2, (r + 0.5) * row - tall / 2, wide, tall);
      }
    });
    if (selected !== null && shown.includes(selected)) {
      const y = (shown.indexOf(selected) + 0.5) * row;
      context.fillStyle = palette.colour.ink;
      context.beginPath();
      context.moveTo(0, y - 5);
      context.lineTo(6, y);
      context.lineTo(0, y + 5);
      context.fill();
    }
    context.font = palette.figures;
    context.fillStyle = palette.colour.soft;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    const every = thinning(column, 22);
    for (let t = every === 1 ? 1 : every; t <= timeSteps; t += every)
      context.fillText(String(t), Math.min((t - 0.5) * column, width - 8), height - 3);
  };
}
