/** Draws activation against spike count with the ideal staircase. */
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import type { InitialPotential } from '../../../engine/spiking/neuron-settings.ts';
import { roundTicks } from '../../shared/axis.ts';
import type { Draw, Surface } from '../../shared/canvas.ts';
import { jitter, staircase } from './counts.ts';

const margin = { left: 34, right: 10, top: 22, bottom: 24 };

interface Frame {
  readonly x: (activation: number) => number;
  readonly y: (count: number) => number;
  readonly right: number;
  readonly base: number;
  readonly highest: number;
}

function drawAxes({ context, palette }: Surface, frame: Frame, timeSteps: number): void {
  context.font = palette.figures;
  context.fillStyle = palette.colour.soft;
  context.strokeStyle = palette.colour.line;
  context.lineWidth = 1;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const room = (frame.base - margin.top) / 26;
  for (const tick of roundTicks(0, timeSteps, Math.min(timeSteps, room)).filter(Number.isInteger)) {
    const y = Math.round(frame.y(tick)) + 0.5;
    context.beginPath();
    context.moveTo(margin.left, y);
    context.lineTo(frame.right, y);
    context.stroke();
    context.fillText(String(tick), margin.left - 7, y);
  }
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.font = palette.words;
  context.fillText('spikes', 2, 12);
  context.textAlign = 'right';
  context.fillText('activation', frame.right, frame.base + 18);
  const free = frame.right - context.measureText('activation').width - 10;
  context.font = palette.figures;
  context.textAlign = 'center';
  for (const tick of roundTicks(0, frame.highest, (frame.right - margin.left) / 64)) {
    if (frame.x(tick) + 14 < free) context.fillText(String(tick), frame.x(tick), frame.base + 18);
  }
}

function drawPoints(
  { context, palette }: Surface,
  frame: Frame,
  { activations, counts }: LayerDiagnostics,
  timeSteps: number,
): void {
  const fan = Math.min(10, (0.62 * (frame.base - margin.top)) / timeSteps);
  context.fillStyle = palette.colour.spike;
  context.globalAlpha = 0.42;
  counts.forEach((count, i) => {
    context.beginPath();
    context.arc(frame.x(activations[i] ?? 0), frame.y(count) + jitter(i) * fan, 1.6, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
}

/** Draws treads at 0 … Ns spikes, flat at the top: more than Ns spikes do not fit the window. */
function drawStaircase(
  { context, palette }: Surface,
  frame: Frame,
  threshold: number,
  timeSteps: number,
  start: InitialPotential,
): void {
  context.strokeStyle = palette.colour.ann;
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(frame.x(0), frame.y(0));
  staircase(threshold, timeSteps, start).forEach((corner, k) => {
    context.lineTo(frame.x(corner), frame.y(k));
    context.lineTo(frame.x(corner), frame.y(k + 1));
  });
  context.lineTo(Math.max(frame.x(frame.highest), frame.x(timeSteps * threshold)), frame.y(timeSteps));
  context.stroke();
}

export function drawCounts(diagnostics: LayerDiagnostics, timeSteps: number, start: InitialPotential): Draw {
  return (surface) => {
    const { width, height } = surface;
    const alive = diagnostics.threshold.filter((threshold) => threshold > 0);
    const top = diagnostics.activations.reduce((most, a) => Math.max(most, a), 0);
    const highest = Math.max(top, timeSteps * Math.max(0, ...alive) * 1.06) || 1;
    const right = width - margin.right;
    const base = height - margin.bottom;
    const frame: Frame = {
      highest,
      right,
      base,
      x: (activation) => margin.left + (activation / highest) * (right - margin.left),
      // Half a count of air below 0 and above Ns for the fan of points.
      y: (count) => base - 7 - (count / timeSteps) * (base - margin.top - 14),
    };
    drawAxes(surface, frame, timeSteps);
    drawPoints(surface, frame, diagnostics, timeSteps);
    // Per-channel thresholds differ: the two outermost staircases bound the rest.
    for (const threshold of new Set([Math.min(...alive), Math.max(...alive)]))
      if (Number.isFinite(threshold)) drawStaircase(surface, frame, threshold, timeSteps, start);
  };
}
