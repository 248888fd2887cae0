/** Draws a membrane's sawtooth against its threshold. */
import type { Membrane } from '../../../engine/spiking/one-neuron.ts';
import { roundTicks, thinning } from '../../shared/axis.ts';
import type { Draw } from '../../shared/canvas.ts';
import { figure, threshold as writeThreshold } from '../../shared/format.ts';
import { sawtooth, spikeTimes } from './membrane.ts';

/** Margins of a plot over the steps of the window, in pixels, so that several line up. */
export const margin = { left: 40, right: 20, top: 14, bottom: 18 } as const;

/** Least distance of two numbers on the axis, px. */
const apart = 26;

/**
 * Returns the drawing. Its axis holds `least` at any rate, so that it stays as it is while the
 * potential stays within it.
 */
export function drawMembrane(trace: Membrane, least: readonly number[] = []): Draw {
  return ({ context, width, height, palette }) => {
    const line = sawtooth(trace);
    const steps = trace.potential.length;
    const values = [...line.map((point) => point.potential), trace.threshold, 0, ...least];
    const low = Math.min(...values);
    const high = Math.max(...values);
    const right = width - margin.right;
    const base = height - margin.bottom;
    const x = (time: number) => margin.left + (time / steps) * (right - margin.left);
    const y = (potential: number) => base - ((potential - low) / (high - low || 1)) * (base - margin.top);
    const ticks = roundTicks(low, high, Math.max(1, Math.floor((base - margin.top) / apart)));
    const level = (potential: number, colour: string, dash: number[]) => {
      context.strokeStyle = colour;
      context.lineWidth = 1;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(margin.left, Math.round(y(potential)) + 0.5);
      context.lineTo(right, Math.round(y(potential)) + 0.5);
      context.stroke();
      context.setLineDash([]);
    };
    for (const tick of ticks) level(tick, palette.colour.line, []);
    if (trace.threshold > 0) level(trace.threshold, palette.colour.spike, [4, 3]);

    // A spike is a stroke from where the potential stood to the top of the plot.
    context.strokeStyle = palette.colour.spike;
    context.lineWidth = Math.max(1, Math.min(2.5, (right - margin.left) / steps / 3));
    context.beginPath();
    for (const time of spikeTimes(trace)) {
      context.moveTo(x(time), margin.top - 9);
      context.lineTo(x(time), Math.max(margin.top, y(trace.potential[time - 1] ?? 0)));
    }
    context.stroke();

    context.strokeStyle = palette.colour.ink;
    context.lineWidth = steps > 32 ? 1.2 : 1.7;
    context.lineJoin = 'round';
    context.beginPath();
    for (const point of line) context.lineTo(x(point.time), y(point.potential));
    context.stroke();
    context.fillStyle = palette.colour.ink;
    context.beginPath();
    context.arc(x(0), y(trace.initialPotential), 2.5, 0, 2 * Math.PI);
    context.fill();

    context.font = palette.figures;
    context.textBaseline = 'middle';
    context.textAlign = 'left';
    context.fillStyle = palette.colour['spike-text'];
    if (trace.threshold > 0) context.fillText('ϑ', right + 5, y(trace.threshold));
    context.fillStyle = palette.colour.soft;
    context.textAlign = 'right';
    for (const tick of ticks) context.fillText(String(tick), margin.left - 7, y(tick));
    context.font = palette.words;
    context.textAlign = 'left';
    context.textBaseline = 'bottom';
    context.fillText('V₀', x(0) + 4, y(trace.initialPotential) - 2);
    context.font = palette.figures;
    context.textBaseline = 'alphabetic';
    context.textAlign = 'center';
    const every = thinning((right - margin.left) / steps, 22);
    for (let t = every === 1 ? 1 : every; t <= steps; t += every)
      context.fillText(String(t), x(t), height - 3);
  };
}

/** The trace in words, for its label. */
export function membraneLabel(trace: Membrane): string {
  const times = spikeTimes(trace);
  const last = trace.potential.at(-1) ?? 0;
  return (
    `Membrane potential over ${trace.potential.length} steps from ${figure(trace.initialPotential)}, threshold ` +
    `${writeThreshold(trace.threshold)}; spikes at ${times.length > 0 ? times.join(', ') : 'no step'}; last ${figure(last)}.`
  );
}
