/** Draws the figures of a run that its zip holds. */
import type { RunReport } from '../../records/report.ts';
import { activationsFigure } from './activations.ts';
import { validationFigure } from './validation.ts';

/** Returns the figures as SVG text, by their paths in the zip; the same report gives the same. */
export function figuresOf(report: RunReport): Record<string, string> {
  const drawn: [string, string | null][] = [
    ['figures/validation.svg', validationFigure(report)],
    ...report.stages.map((stage): [string, string | null] => [
      `figures/stage-${stage.stage}-activations.svg`,
      activationsFigure(stage, report.engine),
    ]),
  ];
  return Object.fromEntries(drawn.filter((entry): entry is [string, string] => entry[1] !== null));
}
