/**
 * Draws count · ϑ against ReLU (Eq. 7–10): the error between the two shaded, the upper bound where
 * the neuron saturates, the layer's activations and their percentiles on the axis.
 */
import { barsOf, logHeight } from '../inspect/stage/histogram.ts';
import { placeLabels, roundTicks } from '../shared/axis.ts';
import type { Draw, Surface } from '../shared/canvas.ts';
import {
  type FigureAnswer,
  type FigureSettings,
  type StairPoint,
  staircaseOf,
  thresholdOf,
} from './figure.ts';
import { marksOf, type Scale } from './scale.ts';

const margin = { left: 40, right: 14, top: 22, bottom: 24 };
const labelRow = 15;
/** Share of the plot's height that the layer's histogram may take. */
const histogramShare = 0.28;

/** Returns the room below the plot: the values, and with a layer two rows of percentiles. */
function bottomOf(scale: Scale): number {
  return margin.bottom + (scale.layer ? 2 * labelRow + 4 : 0);
}

/** Returns the activation at a place of the plot, in pixels from its left edge. */
export function activationAt(scale: Scale, width: number, x: number): number {
  const share = (x - margin.left) / (width - margin.left - margin.right);
  return scale.low + share * (scale.high - scale.low);
}

/** Returns the place of an activation, in pixels from the left edge of the plot. */
export function placeOf(scale: Scale, width: number, activation: number): number {
  const share = (activation - scale.low) / (scale.high - scale.low);
  return margin.left + share * (width - margin.left - margin.right);
}

interface Frame {
  readonly x: (activation: number) => number;
  readonly y: (value: number) => number;
  readonly right: number;
  readonly base: number;
}

function drawActivations({ context, palette, width }: Surface, frame: Frame, scale: Scale): void {
  if (!scale.layer) return;
  const bars = barsOf(scale.layer.spread.histogram, Math.floor((width - margin.left) / 6));
  const highest = Math.max(1, ...bars.map((bar) => bar.count));
  context.fillStyle = palette.colour['ann-soft'];
  for (const { from, to, count } of bars) {
    const height = logHeight(count, highest) * (frame.base - margin.top) * histogramShare;
    context.fillRect(frame.x(from), frame.base - height, frame.x(to) - frame.x(from) - 1, height);
  }
}

function drawAxes({ context, palette }: Surface, frame: Frame, scale: Scale): void {
  context.font = palette.figures;
  context.strokeStyle = palette.colour.line;
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillStyle = palette.colour.soft;
  for (const tick of roundTicks(0, scale.high, (frame.base - margin.top) / 48)) {
    const y = Math.round(frame.y(tick)) + 0.5;
    context.beginPath();
    context.moveTo(margin.left, y);
    context.lineTo(frame.right, y);
    context.stroke();
    context.fillText(String(tick), margin.left - 7, y);
  }
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  for (const tick of roundTicks(scale.low, scale.high, (frame.right - margin.left) / 60))
    if (frame.x(tick) < frame.right - 8)
      context.fillText(String(tick).replace('-', '−'), frame.x(tick), frame.base + 16);
  const zero = Math.round(frame.x(0)) + 0.5;
  context.beginPath();
  context.moveTo(zero, margin.top);
  context.lineTo(zero, frame.base);
  context.stroke();
}

function drawPercentiles({ context, palette }: Surface, frame: Frame, scale: Scale): void {
  const marks = marksOf(scale);
  context.font = palette.figures;
  const widths = marks.map(({ text }) => context.measureText(text).width);
  const places = placeLabels(
    marks.map(({ value }) => frame.x(value)),
    widths,
    margin.left,
    frame.right,
  );
  context.strokeStyle = palette.colour.ann;
  context.fillStyle = palette.colour.ann;
  context.lineWidth = 1;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  marks.forEach(({ value, text }, i) => {
    const { left, row } = places[i]!;
    context.beginPath();
    context.moveTo(Math.round(frame.x(value)) + 0.5, frame.base - 4);
    context.lineTo(Math.round(frame.x(value)) + 0.5, frame.base + 3);
    context.stroke();
    // The axis has two rows for them; what finds no room in these is left out.
    if (row < 2) context.fillText(text, left, frame.base + 28 + row * labelRow);
  });
}

function drawError({ context, palette }: Surface, frame: Frame, stairs: readonly StairPoint[]): void {
  context.fillStyle = palette.colour.bad;
  context.globalAlpha = 0.24;
  context.beginPath();
  for (const { activation } of stairs) context.lineTo(frame.x(activation), frame.y(Math.max(0, activation)));
  for (const { activation, value } of stairs.toReversed())
    context.lineTo(frame.x(activation), frame.y(value));
  context.fill();
  context.globalAlpha = 1;
}

function drawLines({ context, palette }: Surface, frame: Frame, stairs: readonly StairPoint[]): void {
  const line = (colour: string, thickness: number, at: (point: StairPoint) => number) => {
    context.strokeStyle = colour;
    context.lineWidth = thickness;
    context.lineJoin = 'round';
    context.beginPath();
    for (const point of stairs) context.lineTo(frame.x(point.activation), frame.y(at(point)));
    context.stroke();
  };
  line(palette.colour.ann, 1.6, ({ activation }) => Math.max(0, activation));
  line(palette.colour.spike, 2.2, ({ value }) => value);
}

function drawBound({ context, palette }: Surface, frame: Frame, bound: number): void {
  const x = Math.round(frame.x(bound)) + 0.5;
  context.strokeStyle = palette.colour.spike;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  context.moveTo(x, margin.top - 4);
  context.lineTo(x, frame.base);
  context.stroke();
  context.setLineDash([]);
  context.font = palette.words;
  context.fillStyle = palette.colour['spike-text'];
  context.textBaseline = 'alphabetic';
  context.textAlign = 'right';
  context.fillText('upper bound', x - 4, margin.top - 8);
  context.textAlign = 'left';
  const beyond = 'saturated';
  if (frame.right - x > context.measureText(beyond).width + 4)
    context.fillText(beyond, x + 4, margin.top - 8);
}

function drawPoint(
  { context, palette }: Surface,
  frame: Frame,
  settings: FigureSettings,
  answer: FigureAnswer,
): void {
  const x = frame.x(settings.activation);
  const mark = (value: number, colour: string, radius: number) => {
    context.fillStyle = colour;
    context.strokeStyle = palette.colour.panel;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, frame.y(value), radius, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  };
  context.strokeStyle = palette.colour.soft;
  context.lineWidth = 1;
  context.setLineDash([2, 3]);
  context.beginPath();
  context.moveTo(x, frame.base);
  context.lineTo(x, frame.y(Math.max(answer.relu, answer.value)));
  context.stroke();
  context.setLineDash([]);
  context.strokeStyle = palette.colour.bad;
  context.lineWidth = 3;
  context.beginPath();
  context.moveTo(x, frame.y(answer.relu));
  context.lineTo(x, frame.y(answer.value));
  context.stroke();
  mark(answer.relu, palette.colour.ann, 5);
  mark(answer.value, palette.colour.spike, 7);
}

/** Draws levels of the count at the left edge, while they can be told apart. */
function drawLevels({ context, palette }: Surface, frame: Frame, settings: FigureSettings): void {
  const theta = thresholdOf(settings);
  if (frame.y(0) - frame.y(theta) < 3) return;
  context.strokeStyle = palette.colour.spike;
  context.lineWidth = 1.5;
  context.beginPath();
  for (let count = 0; count <= settings.timeSteps; count++) {
    const y = Math.round(frame.y(count * theta)) + 0.5;
    context.moveTo(margin.left - 4, y);
    context.lineTo(margin.left + 2, y);
  }
  context.stroke();
}

/** Returns the drawing. The staircase has a point at every pixel. */
export function drawStaircase(scale: Scale, settings: FigureSettings, answer: FigureAnswer): Draw {
  return (surface) => {
    const { width, height } = surface;
    const base = height - bottomOf(scale);
    const right = width - margin.right;
    const frame: Frame = {
      x: (activation) => placeOf(scale, width, activation),
      y: (value) => base - (value / scale.high) * (base - margin.top),
      right,
      base,
    };
    const points = Math.max(2, Math.round(right - margin.left) + 1);
    const stairs = staircaseOf(settings, scale.low, scale.high, points);
    drawActivations(surface, frame, scale);
    drawAxes(surface, frame, scale);
    drawPercentiles(surface, frame, scale);
    drawError(surface, frame, stairs);
    drawLines(surface, frame, stairs);
    drawLevels(surface, frame, settings);
    drawBound(surface, frame, settings.upperBound);
    drawPoint(surface, frame, settings, answer);
  };
}
