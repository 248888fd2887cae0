/** Draws the score after each time step, the ANN's as a dashed line, and marks the chosen step. */
import type { Metric } from '../../../tasks/metric.ts';
import { thinning } from '../../shared/axis.ts';
import type { Draw } from '../../shared/canvas.ts';
import { scoreAxis } from '../../shared/charts/axes.ts';

const margin = { left: 48, right: 10, top: 8, bottom: 18 };
/** More dots than this would be a bead chain. */
const mostDots = 32;
/** Labels nearer to each other than this are hard to read. */
const leastApart = 16;

export function drawStepScores(
  scores: readonly number[],
  ann: number | null,
  metric: Metric,
  chosen: number,
): Draw {
  const axis = scoreAxis(metric, ann === null ? scores : [...scores, ann], 1);
  const [low, high] = axis.domain;
  return ({ context, width, height, palette }) => {
    const { colour, figures } = palette;
    const right = width - margin.right;
    const base = height - margin.bottom;
    const steps = scores.length;
    const spacing = (right - margin.left) / steps;
    const x = (step: number) => margin.left + (step - 0.5) * spacing;
    const y = (place: number) => base - ((place - low) / (high - low || 1)) * (base - margin.top);

    context.font = figures;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.strokeStyle = colour.line;
    context.lineWidth = 1;
    let last = Number.POSITIVE_INFINITY;
    for (const { place, words } of axis.ticks) {
      const at = Math.round(y(place)) + 0.5;
      if (last - at < leastApart) continue;
      last = at;
      context.beginPath();
      context.moveTo(margin.left, at);
      context.lineTo(right, at);
      context.stroke();
      context.fillStyle = colour.soft;
      context.fillText(words, margin.left - 6, at);
    }

    context.strokeStyle = colour.soft;
    context.beginPath();
    context.moveTo(Math.round(x(chosen)) + 0.5, margin.top);
    context.lineTo(Math.round(x(chosen)) + 0.5, base);
    context.stroke();

    if (ann !== null) {
      context.strokeStyle = colour.ann;
      context.lineWidth = 1.7;
      context.setLineDash([5, 4]);
      context.beginPath();
      context.moveTo(margin.left, y(axis.place(ann)));
      context.lineTo(right, y(axis.place(ann)));
      context.stroke();
      context.setLineDash([]);
    }

    context.strokeStyle = colour.spike;
    context.lineWidth = 2;
    context.lineJoin = 'round';
    context.beginPath();
    scores.forEach((score, t) => {
      context.lineTo(x(t + 1), y(axis.place(score)));
    });
    context.stroke();
    scores.forEach((score, t) => {
      const here = t + 1 === chosen;
      if (steps > mostDots && !here) return;
      context.fillStyle = here ? colour.spike : colour.panel;
      context.beginPath();
      context.arc(x(t + 1), y(axis.place(score)), here ? 4.5 : 3, 0, 2 * Math.PI);
      context.fill();
      context.lineWidth = 1.6;
      context.stroke();
    });

    context.fillStyle = colour.soft;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    const every = thinning(spacing, 22);
    for (let step = every === 1 ? 1 : every; step <= steps; step += every)
      context.fillText(String(step), x(step), height - 3);
  };
}
