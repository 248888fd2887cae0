/**
 * Draws Fig. 1 of the paper: activations on a log-count axis, the upper bound, and the steps of ϑ
 * below.
 */
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import { placeLabels, roundTicks, thinning } from '../../shared/axis.ts';
import type { Draw, Surface } from '../../shared/canvas.ts';
import { compact } from '../../shared/format.ts';
import type { FittedBound } from './fitted-bound.ts';
import { barsOf, logHeight, logTicks } from './histogram.ts';
import { histogramMarkers, type Marker } from './histogram-markers.ts';

const margin = { left: 46, right: 12, bottom: 34 };
export const histogramMargin: Readonly<typeof margin> = margin;
const labelRow = 16;
const closestTicks = 5;

interface Frame {
  readonly x: (activation: number) => number;
  readonly top: number;
  readonly base: number;
  readonly right: number;
}

function drawCountAxis({ context, palette }: Surface, frame: Frame, highest: number): void {
  context.font = palette.figures;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const heightOf = (tick: number) => logHeight(tick, highest) * (frame.base - frame.top);
  // Each decade is as high as the next.
  const every = thinning(heightOf(100) - heightOf(10), labelRow - 2);
  for (const [i, tick] of logTicks(highest).entries()) {
    if (i % every > 0) continue;
    const y = Math.round(frame.base - heightOf(tick)) + 0.5;
    context.strokeStyle = palette.colour.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(margin.left, y);
    context.lineTo(frame.right, y);
    context.stroke();
    context.fillStyle = palette.colour.soft;
    context.fillText(tick < 1000 ? String(tick) : compact(tick).replace('.0', ''), margin.left - 8, y);
  }
}

/** Draws the bars: blue below the bound, red above, and both in a bar that the bound cuts. */
function drawBars({ context, palette, width }: Surface, frame: Frame, diagnostics: LayerDiagnostics): void {
  const bars = barsOf(diagnostics.histogram, Math.floor((width - margin.left - margin.right) / 5));
  const highest = Math.max(1, ...bars.map((bar) => bar.count));
  const bound = Math.max(0, ...diagnostics.upperBound);
  drawCountAxis({ context, palette, width, height: frame.base }, frame, highest);
  for (const { from, to, count } of bars) {
    const height = Math.max(1.5, logHeight(count, highest) * (frame.base - frame.top));
    const gap = frame.x(to) - frame.x(from) > 3.5 ? 1 : 0;
    const part = (low: number, high: number, colour: string) => {
      if (high <= low) return;
      context.fillStyle = colour;
      context.fillRect(frame.x(low), frame.base - height, frame.x(high) - frame.x(low) - gap, height);
    };
    part(from, Math.min(to, bound), palette.colour.ann);
    part(Math.max(from, bound), to, palette.colour.bad);
  }
}

function drawMarkers({ context, palette }: Surface, frame: Frame, markers: readonly Marker[]): void {
  context.font = palette.figures;
  const places = placeLabels(
    markers.map((marker) => frame.x(marker.value)),
    markers.map((marker) => context.measureText(marker.text).width),
    margin.left,
    frame.right,
  );
  const heightOf = (i: number) => frame.top - 10 - places[i]!.row * labelRow;
  markers.forEach((marker, i) => {
    const x = Math.round(frame.x(marker.value)) + 0.5;
    const line = (colour: string, thickness: number, dash: number[]) => {
      context.strokeStyle = colour;
      context.lineWidth = thickness;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(x, heightOf(i) + 8);
      context.lineTo(x, frame.base);
      context.stroke();
      context.setLineDash([]);
    };
    // A pale edge keeps the line apart from the bars.
    line(palette.colour.panel, marker.bound ? 4 : 3, []);
    if (marker.bound) line(palette.colour.spike, 2, []);
    else line(palette.colour.soft, 1, [3, 3]);
  });
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  markers.forEach((marker, i) => {
    const { left } = places[i]!;
    // The line of another marker may run through this row, so the label covers it with the ground.
    context.fillStyle = palette.colour.panel;
    context.fillRect(left - 3, heightOf(i) - 8, context.measureText(marker.text).width + 6, labelRow - 1);
    context.fillStyle = marker.bound ? palette.colour['spike-text'] : palette.colour.soft;
    context.fillText(marker.text, left, heightOf(i));
  });
}

function drawSteps({ context, palette }: Surface, frame: Frame, threshold: number, timeSteps: number): void {
  const spacing = frame.x(threshold) - frame.x(0);
  const every = thinning(spacing, closestTicks);
  context.strokeStyle = palette.colour.spike;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let k = every; k <= timeSteps; k += every) {
    const x = Math.round(frame.x(k * threshold)) + 0.5;
    context.moveTo(x, frame.base + 1);
    context.lineTo(x, frame.base + 9);
  }
  context.stroke();
}

function drawActivationAxis({ context, palette }: Surface, frame: Frame, highest: number): void {
  context.fillStyle = palette.colour.soft;
  context.textBaseline = 'alphabetic';
  const y = frame.base + 26;
  context.font = palette.words;
  context.textAlign = 'right';
  context.fillText('activation', frame.right, y);
  const free = frame.right - context.measureText('activation').width - 12;
  context.font = palette.figures;
  context.textAlign = 'center';
  for (const tick of roundTicks(0, highest, (frame.right - margin.left) / 52)) {
    const x = frame.x(tick);
    if (x + context.measureText(String(tick)).width / 2 < free) context.fillText(String(tick), x, y);
  }
  context.strokeStyle = palette.colour.soft;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(margin.left, Math.round(frame.base) + 0.5);
  context.lineTo(frame.right, Math.round(frame.base) + 0.5);
  context.stroke();
}

/** Returns the activation at the right end of the axis. */
export function activationEnd({ histogram, percentiles, upperBound }: LayerDiagnostics): number {
  const end = histogram.start + histogram.width * histogram.counts.length;
  return Math.max(percentiles.max, end, ...upperBound) || 1;
}

/** Draws the squared error over bounds, the highest at the top. */
function drawErrors({ context, palette }: Surface, frame: Frame, { curve }: FittedBound): void {
  const highest = Math.max(...curve.map(({ error }) => error));
  context.strokeStyle = palette.colour.bad;
  context.lineWidth = 1.25;
  context.beginPath();
  for (const { bound, error } of curve)
    context.lineTo(frame.x(bound), frame.base - (error / highest) * (frame.base - frame.top));
  context.stroke();
}

/** Draws the histogram; `fitted` adds the bound of least squares and its curve of errors. */
export function drawHistogram(
  diagnostics: LayerDiagnostics,
  timeSteps: number,
  fitted: FittedBound | null = null,
): Draw {
  return (surface) => {
    const { context, width, height, palette } = surface;
    const { upperBound, threshold } = diagnostics;
    const highest = activationEnd(diagnostics);
    const right = width - margin.right;
    const x = (activation: number) => margin.left + (activation / highest) * (right - margin.left);
    const markers = histogramMarkers(diagnostics, fitted?.bound);
    context.font = palette.figures;
    const rows = placeLabels(
      markers.map((marker) => x(marker.value)),
      markers.map((marker) => context.measureText(marker.text).width),
      margin.left,
      right,
    ).map((place) => place.row);
    const top = labelRow * (1 + Math.max(0, ...rows)) + 4;
    const frame: Frame = { x, top, base: height - margin.bottom, right };
    if (upperBound.length > 1) {
      const alive = upperBound.filter((bound) => bound > 0);
      const low = x(Math.min(...alive));
      context.fillStyle = palette.colour['spike-soft'];
      context.fillRect(low, top, x(Math.max(...alive)) - low, frame.base - top);
    }
    drawBars(surface, frame, diagnostics);
    if (fitted) drawErrors(surface, frame, fitted);
    drawMarkers(surface, frame, markers);
    if (threshold.length === 1 && threshold[0]) drawSteps(surface, frame, threshold[0], timeSteps);
    drawActivationAxis(surface, frame, highest);
  };
}
