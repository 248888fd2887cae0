/**
 * `diagnose`: where a conversion without fine-tuning loses its accuracy, and what the likeliest
 * change of a setting does.
 */

import { type LossCause, lossCauses } from '../../src/engine/diagnosis/loss-chain.ts';
import { firstImages } from '../../src/engine/examples/data.ts';
import { channelScopeImages } from '../../src/engine/hybrid/threshold-layer-norm.ts';
import { loadImages, loadNetwork } from '../../src/runs/execution/materials.ts';
import { bestTrial, type Trials, tryChanges } from '../../src/runs/inspection/setting-trials.ts';
import { calibrationNeeded, convertStart } from '../../src/runs/inspection/untuned.ts';
import { type LayerFinding, verdictOf } from '../../src/runs/inspection/verdict.ts';
import { changeName, effectWords, verdictSentence } from '../../src/runs/inspection/verdict-words.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import type { UntunedSettings } from '../../src/runs/spec/untuned-settings.ts';
import { openNodeBackend } from '../backend.ts';
import { percent } from '../format.ts';
import { table } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';
import { type SpecOptions, untunedSpecOf } from '../spec-options.ts';

interface DiagnoseOptions extends SpecOptions {
  readonly images: string;
}

const mostImages = 6000;

export async function run(options: DiagnoseOptions): Promise<void> {
  const spec = untunedSpecOf(options, 'diagnose');
  const count = Number(options.images);
  if (!Number.isInteger(count) || count < 32 || count > mostImages)
    throw new SpecError([`--images must be a whole number from 32 to ${mostImages} (got ${options.images})`]);
  if (spec.start !== 'checkpoint')
    throw new SpecError([`start: preset ${spec.preset} ships no pre-trained network to diagnose`]);
  const { backend, device } = await openNodeBackend(spec.backend);
  const watch = async () => {};
  // A candidate may want thresholds per channel.
  const trainCount = Math.max(channelScopeImages, calibrationNeeded(spec));
  const images = await loadImages({ ...spec, trainCount, validationCount: count }, diskReader());
  const start = await loadNetwork(spec, diskReader());
  console.log(
    `${spec.network} (${start.checkpoint?.file}) converted without fine-tuning on ${backend} (${device}): ` +
      `Ns ${spec.timeSteps}, percentile ${spec.percentile} per ${spec.thresholdScope}, V₀ ${spec.initialPotential}`,
  );
  const { diagnostics } = await convertStart(start, images.train, spec, watch, { diagnosed: true });
  const findings = diagnostics.map((found, l) => ({ layer: start.layers[l]!.name, diagnostics: found }));
  printChains(findings);
  const verdict = verdictOf(findings, spec);
  if (!verdict) return console.log('Nothing is lost.');
  const convert = async (wanted: UntunedSettings) =>
    (await convertStart(start, images.train, wanted, watch)).network;
  const judged = firstImages(images.validation, count);
  const trials = await tryChanges(convert, spec, verdict.candidates, judged, watch);
  const best = bestTrial(verdict, trials);
  console.log(`\n${verdictSentence(verdict, spec, best?.change ?? null)}`);
  if (best) console.log(`Effect of ${changeName(best.change)}: ${effectWords(best, trials)}.`);
  printTrials(trials);
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
    `Mean |difference| of each step and mean ideal activation in % of the layer's upper bound, over ${findings[0]?.diagnostics.chain?.images ?? 0} calibration images; the last two in % of neurons × images.`,
  );
}

function printTrials({ accuracy, images, trials }: Trials): void {
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${(100 * Math.abs(value)).toFixed(2)}`;
  const rows = trials.map(({ change, accuracy: after, effect, margin }) => [
    changeName(change),
    percent(after),
    `${signed(effect)} points`,
    `±${(100 * margin).toFixed(2)}`,
  ]);
  console.log(
    `\n${table([['setting', 'accuracy', 'effect', '95 %'], ['as it is', percent(accuracy), '', ''], ...rows])}`,
  );
  console.log(`Without fine-tuning, on ${images} validation images.`);
}
