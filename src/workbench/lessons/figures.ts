/**
 * The figures that a lesson quotes, taken from the page as it stands. Each has a name, some an
 * argument behind a colon: `untunedAt:16`, `converted:conv1`.
 */
import { macEnergy } from '../../networks/cost.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import type { StageReport } from '../../runs/records/report.ts';
import { marginWords } from '../../tasks/statistics/interval.ts';
import { causeWords } from '../inspect/diagnosis/losses.ts';
import { curveSteps } from '../inspect/untuned/curve-steps.ts';
import { thresholdOf } from '../neuron/figure.ts';
import { errorWords } from '../neuron/figure-words.ts';
import { counted, figure, percent, smallPercent, threshold, whole } from '../shared/format.ts';
import { type Facts, untunedKey } from './facts.ts';

export interface Figure {
  /** The number that a prediction is held against. */
  readonly value: number;
  readonly words: string;
}

type Getter = (facts: Facts, argument: string) => Figure | null;

const share = (value: number | undefined, examples?: number): Figure | null =>
  value === undefined ? null : { value: 100 * value, words: percent(value, examples) };
const number = (value: number | undefined, words: (value: number) => string = String): Figure | null =>
  value === undefined ? null : { value, words: words(value) };
const word = (words: string | undefined): Figure | null =>
  words === undefined ? null : { value: Number.NaN, words };

const cost = ({ shown }: Facts) => shown?.report?.cost ?? null;

/** Returns a stage's report by the name of its layer. */
function stageOf(run: RunRecord | null, layer: string): StageReport | undefined {
  return run?.stages.find((stage) => stage.layer === layer);
}

const validation = (run: RunRecord | null) => run?.spec.validationCount;

/** The score of the curve's windows behind one of them, once its last window is drawn. */
function scoreBehind(
  curve: Facts['curve'],
  steps: number,
  pick: (...scores: number[]) => number,
  examples?: number,
): Figure | null {
  if (curve.at(-1)?.timeSteps !== curveSteps.at(-1)) return null;
  return share(pick(...curve.filter((point) => point.timeSteps > steps).map(({ score }) => score)), examples);
}

/** The row of the layer that loses most of its own, the first of equals. */
function worst({ losses }: Facts) {
  return losses?.verdict?.origin ?? null;
}

export const figures = {
  // The network in the settings, just converted.
  ns: ({ spec }) => number(spec.timeSteps),
  window: ({ spec }) => number(spec.timeSteps, (steps) => counted(steps, 'step')),
  levels: ({ spec }) => number(spec.timeSteps + 1),
  percentile: ({ spec }) => ({
    value: spec.percentile,
    words: spec.percentile === 100 ? 'the maximum' : `p${spec.percentile}`,
  }),
  untuned: ({ untuned }) => untuned && share(untuned.score, untuned.examples),
  annHere: ({ untuned }) => untuned && share(untuned.annScore, untuned.examples),
  images: ({ untuned }) => untuned && number(untuned.examples, whole),
  margin: ({ untuned }) =>
    untuned && {
      value: Number.NaN,
      words: `${marginWords({ unit: '%' }, untuned.score, untuned.examples)} points`,
    },
  untunedLost: ({ untuned }) =>
    untuned && number(100 * (untuned.annScore - untuned.score), (points) => `${points.toFixed(1)} points`),
  untunedAt: ({ curve, untuned }, steps) =>
    share(curve.find(({ timeSteps }) => timeSteps === Number(steps))?.score, untuned?.examples),
  // With another percentile, and the other settings as they stand.
  untunedAtPercentile: ({ spec, scores }, percentile) => {
    const other = scores.get(untunedKey({ ...spec, percentile: Number(percentile) }));
    return other ? share(other.score, other.examples) : null;
  },
  // The lowest and the highest score of the drawn curve behind a window.
  lowestBehind: ({ curve, untuned }, steps) => scoreBehind(curve, Number(steps), Math.min, untuned?.examples),
  highestBehind: ({ curve, untuned }, steps) =>
    scoreBehind(curve, Number(steps), Math.max, untuned?.examples),
  // The smallest window of the drawn curve that lies within a point of the ANN.
  enough: ({ curve, untuned }) => {
    if (!untuned || curve.length < 6) return null;
    const point = curve.find(({ score }) => score >= untuned.annScore - 0.01 - 1e-9);
    return number(point?.timeSteps);
  },
  // The layer that is open in the inspector.
  layer: ({ open }) => word(open?.name),
  bound: ({ open }) => number(open?.diagnostics.upperBound[0], figure),
  theta: ({ open }) => number(open?.diagnostics.threshold[0], threshold),
  p99: ({ open }) => number(open?.diagnostics.percentiles.p99, figure),
  maximum: ({ open }) => number(open?.diagnostics.percentiles.max, figure),
  zeros: ({ open }) => {
    const { zeros, total } = open?.diagnostics.histogram ?? { zeros: 0, total: 0 };
    return total > 0 ? share(zeros / total) : null;
  },
  silent: ({ open }) => share(open?.diagnostics.silentFraction),
  saturated: ({ open }) =>
    open && {
      value: 100 * open.diagnostics.saturatedFraction,
      words: smallPercent(open.diagnostics.saturatedFraction),
    },
  // The losses by layer.
  worstLayer: (facts) => word(worst(facts)?.layer),
  worstIndex: (facts) => {
    const at = facts.losses?.rows.findIndex(({ layer }) => layer === worst(facts)?.layer) ?? -1;
    return at < 0 ? null : number(at + 1);
  },
  worstCause: (facts) => {
    const origin = worst(facts);
    return origin && word(causeWords[origin.cause].label);
  },
  worstLoss: (facts) => {
    const origin = worst(facts);
    return origin && { value: 100 * origin.ofSignal, words: smallPercent(origin.ofSignal) };
  },
  // A run.
  ann: ({ shown }) => share(shown?.ann?.test.accuracy, shown?.ann?.testCount),
  snn: ({ shown }) => share(shown?.report?.snn?.test.accuracy, shown?.report?.snn?.testCount),
  tests: ({ shown }) => number(shown?.report?.snn?.testCount, whole),
  annValidation: ({ shown }) => share(shown?.ann?.validation.accuracy, validation(shown)),
  converted: ({ shown }, layer) => share(stageOf(shown, layer)?.converted.accuracy, validation(shown)),
  kept: ({ shown }, layer) => share(stageOf(shown, layer)?.kept.accuracy, validation(shown)),
  epochs: ({ shown }, layer) => number(stageOf(shown, layer)?.epochs),
  firing: ({ shown }, layer) => {
    const rate = stageOf(shown, layer)?.after?.firingRate;
    return rate === undefined ? null : { value: 100 * rate, words: smallPercent(rate) };
  },
  // Its cost.
  ratio: (facts) => number(cost(facts)?.ratio && 100 * cost(facts)!.ratio, (value) => value.toFixed(0)),
  energyTimes: (facts) => {
    const energy = cost(facts)?.energyRatio;
    return energy ? number(1 / energy, (times) => `${times.toFixed(1)} times`) : null;
  },
  // The share of its energy that the first layer's multiplications take.
  inputEnergy: (facts) => {
    const paid = cost(facts);
    const input = paid ? macEnergy * paid.inputMacs : 0;
    return paid && share(input / Math.max(1, input + paid.snnAccumulates));
  },
  macEnergy: () => number(macEnergy),
  // Were every step as costly as these: the window at which additions reach the multiplications.
  evenSteps: (facts) => {
    const paid = cost(facts);
    return paid && paid.ratio > 0 ? number(Math.ceil(facts.shown!.spec.timeSteps / paid.ratio)) : null;
  },
  evenEnergySteps: (facts) => {
    const paid = cost(facts);
    if (!paid || !(paid.snnAccumulates > 0)) return null;
    const free = macEnergy * (paid.annMacs - paid.inputMacs);
    return number(Math.ceil((facts.shown!.spec.timeSteps * free) / paid.snnAccumulates));
  },
  // The figure of one neuron.
  neuronInput: ({ neuron }) => number(neuron?.settings.activation, figure),
  neuronSpikes: ({ neuron }) => number(neuron?.answer.count, (count) => counted(count, 'spike')),
  neuronValue: ({ neuron }) => number(neuron?.answer.value, figure),
  neuronRelu: ({ neuron }) => number(neuron?.answer.relu, figure),
  neuronError: ({ neuron }) => word(neuron ? errorWords(neuron.answer) : undefined),
  neuronTheta: ({ neuron }) => (neuron ? number(thresholdOf(neuron.settings), threshold) : null),
  neuronBound: ({ neuron }) => number(neuron?.settings.upperBound, figure),
  neuronWindow: ({ neuron }) => number(neuron?.settings.timeSteps, (steps) => counted(steps, 'step')),
  neuronLevels: ({ neuron }) => (neuron ? number(neuron.settings.timeSteps + 1) : null),
} as const satisfies Readonly<Record<string, Getter>>;

export type FigureName = keyof typeof figures;

export function isFigureName(name: string): name is FigureName {
  return Object.hasOwn(figures, name);
}

/** Returns a figure by its reference, `name` or `name:argument`; null while it is not known. */
export function figureOf(reference: string, facts: Facts): Figure | null {
  const [name = '', argument = ''] = reference.split(':');
  if (!isFigureName(name)) throw new RangeError(`there is no figure “${name}”`);
  const found = (figures[name] as Getter)(facts, argument);
  return found && (Number.isFinite(found.value) || Number.isNaN(found.value)) ? found : null;
}
