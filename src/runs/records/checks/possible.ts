/**
 * Finds what no run can have reached: scores outside the range of their metric, layers that the
 * network does not have, windows of another length.
 */
import { allLayers } from '../../../engine/conversion/stages.ts';
import { hitsLength } from '../../../tasks/hits.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { Metric, Scores } from '../../../tasks/metric.ts';
import { leadMetric } from '../../../tasks/task.ts';
import { shorten } from '../../spec/value-text.ts';
import type { RunReport } from '../report.ts';
import { layersOf } from './spec.ts';

/** The parts that a run has from its beginning on, and those that its report adds. */
export type Judged = Pick<RunReport, 'spec' | 'ann' | 'stages' | 'epochs'> &
  Partial<Pick<RunReport, 'snn' | 'cost'>>;

/** The layer name of the rows of pre-training, which is stage 0. */
const pretrained = 'ann';

/**
 * Returns the place and the words of the first part that is impossible, or null. The schema has
 * been checked before. A final lead score must be there; others may be missing, and what is NaN was
 * not measured.
 */
export function impossible(run: Judged): string | null {
  return strangeLayer(run) ?? impossibleScore(run) ?? wrongLength(run);
}

function strangeLayer({ spec, stages, epochs, cost }: Judged): string | null {
  const names = new Set(layersOf(spec.network).map(({ name }) => name));
  const refuse = (place: string, name: string) =>
    `${place}: the network ${shorten(spec.network)} has no layer ${shorten(name)}`;
  for (const [i, { layer }] of stages.entries())
    if (layer !== allLayers && !names.has(layer)) return refuse(`stages.${i}.layer`, layer);
  for (const [i, { stage, layer }] of epochs.entries()) {
    const known = stage === 0 ? layer === pretrained : layer === allLayers || names.has(layer);
    if (!known) return refuse(`epochs.${i}.layer`, layer);
  }
  for (const [i, { name }] of cost?.layers.entries() ?? [])
    if (!names.has(name)) return refuse(`cost.layers.${i}.name`, name);
  return null;
}

interface Placed {
  readonly place: string;
  readonly scores: Scores | null | undefined;
  /** Whether the run ends with these scores, so that its lead score must be among them. */
  readonly final: boolean;
}

function placedScores({ ann, snn, stages, epochs }: Judged): Placed[] {
  return [
    { place: 'ann.validation', scores: ann?.validation, final: true },
    { place: 'ann.test', scores: ann?.test, final: true },
    { place: 'snn.validation', scores: snn?.validation, final: true },
    { place: 'snn.test', scores: snn?.test, final: true },
    ...stages.flatMap(({ converted, kept, test }, i) => [
      { place: `stages.${i}.converted`, scores: converted, final: false },
      { place: `stages.${i}.kept`, scores: kept, final: false },
      { place: `stages.${i}.test`, scores: test, final: false },
    ]),
    ...epochs.flatMap(({ validation, test }, i) => [
      { place: `epochs.${i}.validation`, scores: validation, final: false },
      { place: `epochs.${i}.test`, scores: test, final: false },
    ]),
  ];
}

function impossibleScore(run: Judged): string | null {
  const task = taskOf(run.spec.task);
  const lead = leadMetric(task);
  for (const { place, scores, final } of placedScores(run)) {
    if (!scores) continue;
    for (const metric of task.metrics) {
      const value = scores[metric.id];
      if (value === undefined && !(final && metric === lead)) continue;
      const problem = scoreProblem(metric, value);
      if (problem) return `${place}.${metric.id}: ${problem}`;
    }
  }
  for (const [t, value] of run.snn?.anytime?.entries() ?? []) {
    const problem = scoreProblem(lead, value);
    if (problem) return `snn.anytime.${t}: ${problem}`;
  }
  for (const [m, { score }] of run.snn?.exits?.entries() ?? []) {
    const problem = scoreProblem(lead, score);
    if (problem) return `snn.exits.${m}.score: ${problem}`;
  }
  return null;
}

function scoreProblem({ range: [least, greatest] }: Metric, value: number | undefined): string | null {
  if (value !== undefined && !(value < least || value > greatest)) return null;
  return `must be a number from ${least} to ${greatest} (got ${value ?? 'nothing'})`;
}

function wrongLength({ spec, ann, snn }: Judged): string | null {
  for (const [name, of] of [['ann', ann] as const, ['snn', snn] as const])
    if (of?.hits !== undefined && of.hits.length !== hitsLength(of.testCount))
      return `${name}.hits: must be those of ${of.testCount} test examples`;
  if (!snn) return null;
  const { timeSteps, anytime, exits = [], thresholds, confusion } = snn;
  if (timeSteps !== spec.timeSteps)
    return `snn.timeSteps: must be ${spec.timeSteps}, as in its settings (got ${timeSteps})`;
  if (anytime && anytime.length !== timeSteps)
    return `snn.anytime: must have a score for each of ${timeSteps} steps (got ${anytime.length})`;
  // Signed spikes settle for up to another window.
  const late = exits.findIndex(({ steps }) => steps < 1 || steps > 2 * timeSteps);
  if (late >= 0)
    return `snn.exits.${late}.steps: must be a number from 1 to ${2 * timeSteps} (got ${exits[late]!.steps})`;
  const layers = layersOf(spec.network).length;
  if (thresholds && thresholds.length !== layers)
    return `snn.thresholds: must have an entry for each of ${layers} layers (got ${thresholds.length})`;
  if (confusion?.some((row) => row.length !== confusion.length))
    return 'snn.confusion: must have as many answers as classes';
  return null;
}
