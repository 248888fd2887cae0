/**
 * Tests the diagnosis on three networks broken on purpose, made from the shipped first-look
 * network. The verdict names what is broken, and the effect that it predicts for its suggestion
 * from all 6,000 validation images comes true on the 10,000 test images, on which nothing was
 * chosen.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { firstExamples } from '../../engine/examples/example-set.ts';
import { inputExamples } from '../../engine/examples/examples.ts';
import { runLayers } from '../../engine/layers/ann.ts';
import { createParameters, disposeParameters } from '../../engine/layers/parameters.ts';
import { measure } from '../../engine/objectives/measure.ts';
import { classification } from '../../tasks/classification.ts';
import { leadMetric } from '../../tasks/task.ts';
import { type LoadedExamples, loadExamples, loadNetwork, type StartNetwork } from '../execution/materials.ts';
import { presetSpec } from '../spec/spec.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import { withOutlier } from '../testing/outlier.ts';
import { tryChanges } from './setting-trials.ts';
import { bestTrial } from './trials.ts';
import { convertStart } from './untuned.ts';
import { verdictOf } from './verdict.ts';
import { verdictSentence } from './verdict-words.ts';

const spec = { ...presetSpec('first-look@2'), trainCount: 1000, validationCount: 6000 };
const watch = async () => {};
let images: LoadedExamples;
let shipped: StartNetwork;
beforeAll(async () => {
  await openNodeBackend('wasm');
  images = await loadExamples(spec, diskReader());
  shipped = await loadNetwork(spec, diskReader());
});

async function diagnose(start: StartNetwork, settings: UntunedSettings) {
  const { diagnostics } = await convertStart(start, images.train, settings, watch, { diagnosed: true });
  const findings = diagnostics.map((found, l) => ({ layer: start.layers[l]!.name, diagnostics: found }));
  const verdict = verdictOf(findings, settings)!;
  const convert = async (wanted: UntunedSettings) =>
    (await convertStart(start, images.train, wanted, watch)).network;
  const { objective } = images;
  const lead = leadMetric(classification);
  const judges = { set: images.validation, objective, lead };
  const predicted = await tryChanges(convert, settings, verdict.candidates, judges, watch);
  const suggestion = bestTrial(verdict, predicted, lead)!;
  const onTest = { ...judges, set: images.test };
  const { trials } = await tryChanges(convert, settings, [suggestion.change], onTest, watch);
  const sentence = verdictSentence(verdict, settings, suggestion.change);
  return { verdict, suggestion, measured: trials[0]!.effect, sentence };
}

/** Figures that `--reporter=verbose` prints. */
function figures({ suggestion, measured }: Awaited<ReturnType<typeof diagnose>>): string {
  const [predicted, margin, seen] = [suggestion.effect, suggestion.margin, measured].map((share) =>
    (100 * share).toFixed(2),
  );
  return `predicted ${predicted} ± ${margin}, measured ${seen} points`;
}

function expectToComeTrue(predicted: number, measured: number): void {
  expect(Math.sign(predicted)).toBe(Math.sign(measured));
  expect(Math.abs(predicted - measured)).toBeLessThanOrEqual(0.01);
}

describe('broken on purpose', () => {
  test('percentile 90 clips', async ({ annotate }) => {
    const found = await diagnose(shipped, { ...spec, percentile: 90 });
    await annotate(figures(found));
    const { verdict, suggestion, measured, sentence } = found;
    expect(verdict.origin).toMatchObject({ layer: 'conv1', cause: 'clipped' });
    expect(suggestion.change).toEqual({ field: 'percentile', value: 99.9 });
    expectToComeTrue(suggestion.effect, measured);
    expect(sentence).toMatch(/conv1, which cuts off.*raise the percentile from 90 to 99\.9/);
  });

  test('one outlier neuron stretches the maximum, and all others round to little', async ({ annotate }) => {
    const broken = withOutlier(shipped, 2, 0, 20);
    const settings = { ...spec, percentile: 100 };
    expect(await annAccuracy(broken)).toBeCloseTo(await annAccuracy(shipped), 3);
    const found = await diagnose(broken, settings);
    await annotate(figures(found));
    const { verdict, suggestion, measured, sentence } = found;
    expect(verdict).toMatchObject({ layer: 'fc3', cause: 'rounding', stretched: true });
    expect(suggestion.change).toEqual({ field: 'percentile', value: 99 });
    expectToComeTrue(suggestion.effect, measured);
    expect(sentence).toMatch(/outliers stretch.*lower the percentile from the maximum to 99/);
  });

  test('one time step leaves nothing to round to', async ({ annotate }) => {
    const found = await diagnose(shipped, { ...spec, timeSteps: 1 });
    await annotate(figures(found));
    const { verdict, suggestion, measured, sentence } = found;
    expect(verdict.origin).toMatchObject({ layer: 'conv1', cause: 'rounding' });
    expect(verdict.stretched).toBe(false);
    expect(suggestion.change).toEqual({ field: 'timeSteps', value: 8 });
    expectToComeTrue(suggestion.effect, measured);
    expect(sentence).toMatch(/conv1.*one step.*raise Ns from 1 to 8/);
  });
});

async function annAccuracy({ layers, values }: StartNetwork): Promise<number> {
  const parameters = layers.map((layer, l) => createParameters(layer, values[l]!));
  try {
    const judged = inputExamples(firstExamples(images.validation, 1000));
    const logits = ({ value }: Parameters<Parameters<typeof measure>[0]>[0]) =>
      runLayers({ layers, parameters }, value, 0, 'infer');
    const { objective } = images;
    const scores = await measure(logits, judged, { objective, batchSize: 250, phase: 'validating', watch });
    return scores.accuracy!;
  } finally {
    disposeParameters(parameters);
  }
}
