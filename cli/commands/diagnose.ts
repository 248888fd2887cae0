/**
 * `diagnose`: shows where a conversion without fine-tuning loses the network's score, and the
 * effect of the most promising change of a setting.
 */

import { findDataset } from '../../src/datasets/index.ts';
import { type LossCause, lossCauses } from '../../src/engine/diagnosis/loss-chain.ts';
import { firstExamples } from '../../src/engine/examples/example-set.ts';
import { leastImages } from '../../src/engine/hybrid/calibration.ts';
import { loadExamples, loadNetwork, throughFrontOf } from '../../src/runs/execution/materials.ts';
import { annScoresOf } from '../../src/runs/inspection/ann-scores.ts';
import { cellWords } from '../../src/runs/inspection/probe/cell-words.ts';
import type { Probe } from '../../src/runs/inspection/probe/found.ts';
import { probe } from '../../src/runs/inspection/probe/probe.ts';
import { probeReach } from '../../src/runs/inspection/probe/reach.ts';
import { tryChanges } from '../../src/runs/inspection/setting-trials.ts';
import { bestTrial, type Trials } from '../../src/runs/inspection/trials.ts';
import { calibrationNeeded, convertCell, convertStart } from '../../src/runs/inspection/untuned.ts';
import { type LayerFinding, verdictOf } from '../../src/runs/inspection/verdict.ts';
import { changeName, effectWords, verdictSentence } from '../../src/runs/inspection/verdict-words.ts';
import { type RunSpec, SpecError } from '../../src/runs/spec/spec.ts';
import type { UntunedSettings } from '../../src/runs/spec/untuned-settings.ts';
import { leadOf, taskOf } from '../../src/tasks/index.ts';
import type { Metric } from '../../src/tasks/metric.ts';
import { leadScore } from '../../src/tasks/task.ts';
import { writeCount } from '../../src/tasks/writing.ts';
import { openNodeBackend } from '../backend.ts';
import { percent } from '../format.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { differenceText, scoreNumber, scoreText } from '../scores.ts';
import { type SpecOptions, untunedSpecOf } from '../spec-options.ts';
import { wholeOption } from '../whole-option.ts';

interface DiagnoseOptions extends SpecOptions {
  readonly images?: string;
}

/** Mixtures to measure on when no number is given: those of speech can be drawn without end. */
const usualMixtures = 60;

export async function run(options: DiagnoseOptions): Promise<void> {
  const spec = untunedSpecOf(options, 'diagnose');
  const { speech, available } = findDataset(spec.dataset)!;
  const count =
    options.images === undefined
      ? speech
        ? usualMixtures
        : available.validation
      : wholeOption('--images', options.images, 32, available.validation);
  if (spec.start !== 'checkpoint')
    throw new SpecError([`start: preset ${spec.preset} ships no pre-trained network to diagnose`]);
  const { backend, device } = await openNodeBackend(spec.backend);
  const watch = async () => {};
  // A candidate may need thresholds per channel.
  const trainCount = Math.max(leastImages.channel, calibrationNeeded(spec));
  const loaded = await loadExamples({ ...spec, trainCount, validationCount: count }, diskReader());
  const start = await loadNetwork(spec, diskReader());
  const examples = await throughFrontOf(start, loaded, taskOf(spec.task));
  console.log(
    `${spec.network} (${start.checkpoint?.file}) converted without fine-tuning on ${backend} (${device}): ` +
      `Ns ${spec.timeSteps}, ${spec.thresholdRule === 'leastSquares' ? 'least squares' : `percentile ${spec.percentile}`} per ${spec.thresholdScope}, V₀ ${spec.initialPotential}`,
  );
  const { diagnostics } = await convertStart(start, examples.train, spec, watch, { diagnosed: true });
  const findings = diagnostics.map((found, l) => ({ layer: start.layers[l]!.name, diagnostics: found }));
  printChains(findings);
  const verdict = verdictOf(findings, spec);
  if (!verdict) return console.log('Nothing is lost.');
  const convert = async (wanted: UntunedSettings) =>
    (await convertStart(start, examples.train, wanted, watch)).network;
  const lead = leadOf(spec);
  const judges = { set: firstExamples(examples.validation, count), objective: examples.objective, lead };
  const trials = await tryChanges(convert, spec, verdict.candidates, judges, watch);
  const best = bestTrial(verdict, trials, lead);
  console.log(`\n${verdictSentence(verdict, spec, best?.change ?? null)}`);
  if (best) console.log(`Effect of ${changeName(best.change)}: ${effectWords(best, trials, lead)}.`);
  printTrials(trials, lead);
  // Corrected biases and thresholds per channel would need a thousand mixtures.
  if (speech) return;
  const annScores = await annScoresOf(start, judges.set, judges.objective, watch);
  const annScore = leadScore(taskOf(spec.task), annScores);
  const reach = probeReach(spec);
  const found = await probe(convertCell(start, examples, spec, watch), spec, reach, judges, annScore, watch);
  if (found.tried > 1) console.log(probeWords(found, spec, lead));
}

/** Says what the probe found among the conversions that it tried. */
function probeWords(found: Probe, spec: RunSpec, lead: Metric): string {
  const ways = `${found.tried} ways to convert without training`;
  if (!found.best) return `\nOf ${ways} none is surely better than the one that is set.`;
  const { cell } = found.best;
  const set = cell.biases === 'calibrated' ? ' (method calibration)' : '';
  return (
    `\nBest of ${ways}, chosen on ${writeCount(found.comparedOn)} other validation examples: ` +
    `${cellWords(cell, spec)}${set}.\nEffect: ${effectWords(found.best, found, lead)}.`
  );
}

function printChains(findings: readonly LayerFinding[]): void {
  const header = ['layer', ...lossCauses, 'whole error', 'mean activation', 'above bound', 'dead'];
  const rows = findings.flatMap(({ layer, diagnostics: { chain } }) => {
    if (!chain) return [];
    const of = (cause: LossCause) => chain.steps.find((step) => step.cause === cause)?.mean ?? 0;
    const shares = [...lossCauses.map(of), chain.net, chain.signal, chain.clippedShare, chain.deadFraction];
    return [[layer, ...shares.map(percent)]];
  });
  console.log(`\n${table([header, ...rows])}`);
  console.log(
    `Mean |difference| of each step and mean ideal activation in % of the layer's upper bound, over ${writeCount(findings[0]?.diagnostics.chain?.images ?? 0)} calibration examples; the last two in % of neurons × examples.`,
  );
}

function printTrials({ score, examples, trials }: Trials, lead: Metric): void {
  const rows = trials.map(({ change, score: after, effect, margin }) => [
    changeName(change),
    scoreText(lead, after),
    differenceText(lead, lead.better === 'higher' ? effect : -effect),
    `±${scoreNumber(lead, margin)}`,
  ]);
  const header = ['setting', lead.short, 'effect', '95 %'];
  console.log(`\n${table([header, ['as it is', scoreText(lead, score), '', ''], ...rows])}`);
  console.log(`Without fine-tuning, on ${writeCount(examples)} validation examples.`);
}
