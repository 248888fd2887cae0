/**
 * Writes the paragraph of a paper that says how a run was made, from its report alone: network,
 * data, conversion, training, scores, seed and software.
 */

import { unknownKind } from '../../../networks/unknown-kind.ts';
import { taskOf } from '../../../tasks/index.ts';
import { intervalWords } from '../../../tasks/statistics/interval.ts';
import { leadMetric, leadScore } from '../../../tasks/task.ts';
import { writeCount } from '../../../tasks/writing.ts';
import { recipeOf } from '../../spec/methods/registry.ts';
import type { FieldName } from '../../spec/settings.ts';
import type { RunSpec } from '../../spec/spec.ts';
import type { RunReport } from '../report.ts';
import { softwareVersion } from '../version.ts';

const epochsOf = (count: number) => `${writeCount(count)} ${count === 1 ? 'epoch' : 'epochs'}`;

/** Returns the paragraph, one line of plain text that ends in `\n`. */
export function methodsText(report: RunReport): string {
  const sentences = [networkWords(report), dataWords(report), conversionWords(report), trainingWords(report)];
  return `${[...sentences, scoreWords(report), softwareWords(report)].filter((words) => words !== '').join(' ')}\n`;
}

function networkWords({ spec, ann, checkpoint }: RunReport): string {
  const size = ann ? ` of ${writeCount(ann.parameters)} parameters` : '';
  const start =
    spec.start === 'checkpoint'
      ? `was taken from ${checkpoint ? `the file ${checkpoint.file} (SHA-256 ${checkpoint.sha256})` : 'a file'}`
      : `was trained from random weights for ${ann?.pretrainEpochs ?? spec.pretrainEpochs} epochs at a learning rate of ${spec.pretrainLearningRate}`;
  return `The analog network ${spec.network}${size} ${start}.`;
}

function dataWords({ data }: RunReport): string {
  const digest = data.sha256 ? ` (SHA-256 ${data.sha256})` : '';
  return `Of ${data.name}${digest}, ${writeCount(data.train)} examples were used for training, ${writeCount(data.validation)} for validation and ${writeCount(data.test)} for the test.`;
}

function conversionWords({ spec }: RunReport): string {
  const recipe = recipeOf(spec.method);
  const uses = (field: FieldName) => recipe.uses.includes(field);
  const coding = spec.inputCoding === 'auto' || !uses('inputCoding') ? recipe.input : spec.inputCoding;
  const input = {
    firstStep: 'the input came as a current at the first step',
    constant: 'the input came as a constant current',
    poisson: 'the pixels came as Poisson spike trains',
  }[coding];
  const fitted = uses('thresholdRule') && spec.thresholdRule === 'leastSquares';
  const bound = fitted
    ? 'by least squares between the spikes of the window and'
    : `from the ${spec.percentile === 100 ? 'maximum' : `${spec.percentile}th percentile`} of`;
  const threshold = uses('calibrationCount')
    ? ` Thresholds ${uses('quantisationSteps') ? 'were learnt from values' : 'were'} set per ${uses('thresholdScope') ? spec.thresholdScope : 'layer'} ${bound} the activations on ${writeCount(spec.calibrationCount)} training examples${start(spec, uses)}.${moved(spec, uses)}`
    : '';
  const neurons = `integrate-and-fire neurons${uses('leak') && spec.leak !== 1 ? ` with a leak of ${spec.leak}` : ''}, ${uses('reset') && spec.reset === 'hard' ? 'reset to zero' : 'reset by subtraction'}${spikeWords(spec, uses)}`;
  const limits =
    uses('weightBits') && (spec.weightBits !== 'float' || spec.fanIn !== 'none')
      ? ` Weights were limited: ${[spec.weightBits !== 'float' ? `precision ${spec.weightBits} bits` : '', spec.fanIn !== 'none' ? `at most ${spec.fanIn} inputs a neuron` : ''].filter((words) => words !== '').join(', ')}.`
      : '';
  return `It became a spiking network with ${neurons}, by ${recipe.title.toLowerCase()} (${recipe.reference}), for a window of ${spec.timeSteps} time steps; ${input}.${threshold}${limits}`;
}

function spikeWords(spec: RunSpec, uses: (field: FieldName) => boolean): string {
  if (!uses('spikes')) return '';
  switch (spec.spikes) {
    case 'binary':
      return '';
    case 'signed':
      return `, that may take back a spike and settle in ${spec.settleSteps} further steps`;
    case 'graded':
      return `, that send up to ${spec.spikeLevels} spikes in a step`;
    default:
      return unknownKind(spec.spikes);
  }
}

function moved({ correctBias, stageBias }: RunSpec, uses: (field: FieldName) => boolean): string {
  if (uses('stageBias') && stageBias === 'corrected')
    return ' Before a layer was tuned, the bias of each of its channels was moved by the mean difference, on the same examples, between the original activations and what its spikes stand for.';
  if (!uses('correctBias') || !correctBias) return '';
  return ' On the same examples the bias of each channel was moved, layer by layer, by the mean difference between the original activations and what the spikes stand for; no label was used.';
}

function start(spec: RunSpec, uses: (field: FieldName) => boolean): string {
  if (!uses('initialPotential')) return '';
  return `, and potentials began at ${spec.initialPotential === 'half' ? 'half the threshold' : 'zero'}`;
}

function trainingWords({ spec, stages }: RunReport): string {
  const kind = recipeOf(spec.method).stages;
  if (kind === 'none' || stages.length === 0) return 'Nothing was fine-tuned.';
  const epochs = stages.reduce((sum, stage) => sum + stage.epochs, 0);
  const how = kind === 'layers' ? `in ${stages.length} stages, a layer each` : 'as a whole';
  return `It was fine-tuned ${how}, with Adam at a learning rate of ${spec.learningRate}${spec.decayEpoch > 0 ? `, a tenth of it from epoch ${spec.decayEpoch} on` : ''} and batches of ${spec.batchSize}, until the validation ${spec.criterion === 'loss' ? 'loss' : leadMetric(taskOf(spec.task)).label} had not improved for ${epochsOf(spec.patience)} or for at most ${epochsOf(spec.maxStageEpochs)} a stage, ${epochsOf(epochs)} in all.`;
}

function scoreWords({ ann, snn, cost, spec }: RunReport): string {
  if (!ann || !snn) return 'The run did not finish.';
  const task = taskOf(spec.task);
  const metric = leadMetric(task);
  const of = ({ test, testCount }: Pick<typeof snn, 'test' | 'testCount'>) => {
    const interval = intervalWords(metric, leadScore(task, test), testCount);
    return `${metric.write(leadScore(task, test), testCount)}${interval && ` (95 % interval ${interval})`}`;
  };
  const ratio = cost
    ? ` It needed ${cost.ratio.toFixed(3)} synaptic operations for each multiply–accumulate of the analog network.`
    : '';
  return `On ${writeCount(snn.testCount)} test examples the analog network reached ${metric.label} ${of(ann)}, the spiking network ${of(snn)}.${ratio}`;
}

function softwareWords({ seed, engine, software, backend, environment }: RunReport): string {
  const device = environment ? ` (${environment.device})` : '';
  return `Computed with Spikewise ${software ?? softwareVersion}, engine revision ${engine}, on ${backend ?? 'no backend'}${device}, with the seed ${seed}.`;
}
