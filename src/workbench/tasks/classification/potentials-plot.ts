/**
 * Draws the output potentials step by step: the winner orange, the ANN's choice blue if it is
 * another.
 */
import type { ClassAnswer } from '../../../runs/inspection/simulation.ts';
import { thinning } from '../../shared/axis.ts';
import type { Draw } from '../../shared/canvas.ts';
import type { InspectionWith } from '../task-views.ts';
import { decidedAfter, potentialRange } from './answer.ts';

const margin = { left: 6, right: 22, top: 8, bottom: 18 };
/** Between the end of a line and its class. */
const nameGap = 7;

/** Moves labels apart from the top down until none is closer than `least`, kept above `floor`. */
function spread(heights: readonly number[], least: number, floor: number): number[] {
  const apart = [...heights];
  for (let i = 1; i < apart.length; i += 1) apart[i] = Math.max(apart[i]!, apart[i - 1]! + least);
  const over = (apart.at(-1) ?? 0) - floor;
  return over > 0 ? apart.map((y) => y - over) : apart;
}

export function drawPotentials(inspection: InspectionWith<ClassAnswer>): Draw {
  const { outputPotentials, outputs: classes, timeSteps, answer } = inspection;
  const { classNames, snnPrediction, annPrediction } = answer;
  const { low, high } = potentialRange(outputPotentials);
  const decided = decidedAfter(outputPotentials, classes);
  return ({ context, width, height, palette }) => {
    const at = (step: number, c: number) => outputPotentials[(step - 1) * classes + c] ?? 0;
    const marked = (c: number) => c === snnPrediction || c === annPrediction;
    // Only the winner, the ANN's choice and the three that came closest are named at the end of
    // their lines.
    const ranked = Array.from({ length: classes }, (_, c) => c).sort(
      (a, b) => at(timeSteps, b) - at(timeSteps, a),
    );
    const named = ranked.filter((c, rank) => rank < 4 || marked(c));
    const nameOf = (c: number) => classNames[c] ?? String(c);
    context.font = palette.figures;
    const widest = Math.max(...named.map((c) => context.measureText(nameOf(c)).width));
    const right = width - Math.max(margin.right, Math.min(nameGap + widest, width / 3));
    const base = height - margin.bottom;
    const x = (step: number) => margin.left + (step / timeSteps) * (right - margin.left);
    const y = (potential: number) => base - ((potential - low) / (high - low || 1)) * (base - margin.top);
    const colourOf = (c: number) =>
      c === snnPrediction
        ? palette.colour.spike
        : c === annPrediction
          ? palette.colour.ann
          : palette.colour.faint;

    context.strokeStyle = palette.colour.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(margin.left, Math.round(y(0)) + 0.5);
    context.lineTo(right, Math.round(y(0)) + 0.5);
    context.stroke();
    context.strokeStyle = palette.colour.soft;
    context.setLineDash([2, 3]);
    context.beginPath();
    context.moveTo(Math.round(x(decided)) + 0.5, margin.top);
    context.lineTo(Math.round(x(decided)) + 0.5, base);
    context.stroke();
    context.setLineDash([]);

    const order = Array.from({ length: classes }, (_, c) => c).sort(
      (a, b) => Number(marked(a)) - Number(marked(b)),
    );
    context.lineJoin = 'round';
    for (const c of order) {
      context.strokeStyle = colourOf(c);
      context.globalAlpha = marked(c) ? 1 : 0.55;
      context.lineWidth = marked(c) ? 2.4 : 1.2;
      context.beginPath();
      context.moveTo(x(0), y(0));
      for (let step = 1; step <= timeSteps; step += 1) context.lineTo(x(step), y(at(step, c)));
      context.stroke();
    }
    context.globalAlpha = 1;

    context.textAlign = 'left';
    context.textBaseline = 'middle';
    const heights = spread(
      named.map((c) => y(at(timeSteps, c))),
      13,
      base - 2,
    );
    named.forEach((c, i) => {
      const plain = marked(c) ? palette.colour.ann : palette.colour.soft;
      context.fillStyle = c === snnPrediction ? palette.colour['spike-text'] : plain;
      context.fillText(nameOf(c), right + nameGap, heights[i]!, width - right - nameGap);
    });

    context.fillStyle = palette.colour.soft;
    context.textAlign = 'center';
    context.textBaseline = 'alphabetic';
    const every = thinning((right - margin.left) / timeSteps, 22);
    for (let t = every === 1 ? 1 : every; t <= timeSteps; t += every)
      context.fillText(String(t), x(t), height - 3);
  };
}
