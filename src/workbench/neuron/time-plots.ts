/**
 * Draws what arrives at the neuron and how its count grows, over the same steps as the membrane
 * (inspect/sample/membrane-plot.ts).
 */
import { margin } from '../inspect/sample/membrane-plot.ts';
import type { Draw, Surface } from '../shared/canvas.ts';
import { figure } from '../shared/format.ts';

const top = 8;
const bottom = 6;
/** Widest bar of a current, in pixels. */
const widest = 14;

/** Returns the place of the end of a step, as the membrane has it. */
function placeOf({ width }: Surface, steps: number): (time: number) => number {
  return (time) => margin.left + (time / steps) * (width - margin.right - margin.left);
}

/** Draws the currents as bars from 0. `highest` is the size that fills the plot. */
export function drawCurrents(currents: Float32Array, highest: number): Draw {
  return (surface) => {
    const { context, height, width, palette } = surface;
    const x = placeOf(surface, currents.length);
    const low = Math.min(0, ...currents);
    const high = Math.max(highest, ...currents);
    const y = (value: number) =>
      height - bottom - ((value - low) / (high - low || 1)) * (height - bottom - top);
    context.strokeStyle = palette.colour.line;
    context.beginPath();
    context.moveTo(margin.left, Math.round(y(0)) + 0.5);
    context.lineTo(width - margin.right, Math.round(y(0)) + 0.5);
    context.stroke();
    const bar = Math.max(1.5, Math.min(widest, (x(1) - x(0)) * 0.6));
    context.fillStyle = palette.colour.ann;
    currents.forEach((z, t) => {
      if (z !== 0) context.fillRect(x(t + 1) - bar / 2, Math.min(y(0), y(z)), bar, Math.abs(y(z) - y(0)));
    });
    const largest = currents.reduce((most, z) => (Math.abs(z) > Math.abs(most) ? z : most), 0);
    if (largest === 0) return;
    const at = currents.indexOf(largest);
    context.font = palette.figures;
    context.fillStyle = palette.colour.soft;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    const text = figure(largest);
    const left = Math.min(x(at + 1) + bar / 2 + 4, width - context.measureText(text).width);
    // Beside a single bar; of many, the first is named in the heading's words.
    if (at === 0 && currents.length > 1 && currents[1] === 0)
      context.fillText(text, left, (y(0) + y(largest)) / 2);
  };
}

/** Draws the count after each step as a rising staircase, from 0 to Ns. */
export function drawCount(spikes: Int8Array): Draw {
  return (surface) => {
    const { context, height, width, palette } = surface;
    const steps = spikes.length;
    const x = placeOf(surface, steps);
    const y = (count: number) => height - bottom - (count / steps) * (height - bottom - top);
    context.font = palette.figures;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    context.strokeStyle = palette.colour.line;
    context.fillStyle = palette.colour.soft;
    for (const level of steps === 1 ? [0, 1] : [0, steps]) {
      const at = Math.round(y(level)) + 0.5;
      context.beginPath();
      context.moveTo(margin.left, at);
      context.lineTo(width - margin.right, at);
      context.stroke();
      context.fillText(String(level), margin.left - 8, at);
    }
    let count = 0;
    context.strokeStyle = palette.colour.spike;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.beginPath();
    context.moveTo(x(0), y(0));
    spikes.forEach((spike, t) => {
      context.lineTo(x(t + 1), y(count));
      if (spike) context.lineTo(x(t + 1), y(++count));
    });
    context.stroke();
    context.fillStyle = palette.colour['spike-text'];
    context.textAlign = 'left';
    context.fillText(String(count), width - margin.right + 5, y(count));
  };
}
