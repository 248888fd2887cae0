/**
 * Tests runs of a small separator on the synthetic voices, from spec to report: what they tell, the
 * files they leave, and that crews and runs that were cut off come to the same.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import { speechSource } from '../../datasets/speech/speech-source.ts';
import { voices } from '../../datasets/voices.ts';
import { crewsOf } from '../../engine/testing/crew.ts';
import type { Crew } from '../../engine/work/crew.ts';
import { alone } from '../../engine/work/crew.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import type { RunEvent } from '../records/events.ts';
import type { Resume } from '../resume/resume.ts';
import { readResume } from '../resume/resume-file.ts';
import { houseKnown } from '../spec/known.ts';
import { parseSpec, presetSpec } from '../spec/spec.ts';
import { timeless } from '../testing/timeless.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';
import { pretrainRun } from './pretrain-run.ts';

const spec = parseSpec({
  ...presetSpec('separator-64'),
  network: '1x400-e4k20s10-c4k1s1-c4k1x3s1-c4k1x3s1d1x2-c8k1s1',
  timeSteps: 4,
  maxStageEpochs: 1,
  calibrationCount: 4,
  trainCount: 8,
  validationCount: 4,
  testCount: 2,
  pretrainEpochs: 2,
  // Two groups, so that two workers have work.
  groups: 2,
  workers: 1,
  backend: 'wasm',
});

/** The house's voices with a short test. */
const { speech, title, id } = voices;
const few = speechSource(
  { id, title, speech, available: { train: 100, validation: 100, test: 6 } },
  voices.loadSpeech,
);
const known = { ...houseKnown, datasets: [few] };

async function run(crew: Crew = alone, resume: Resume | null = null) {
  const kept: Uint8Array[] = [];
  let last: RunEvent | null = null;
  await execute(
    'a',
    { ...spec, workers: crew.size },
    {
      ...testSurroundings,
      known,
      gather: () => ({ crew, dismiss: () => {} }),
      keep: async ({ bytes }) => {
        kept.push(bytes.slice());
      },
    },
    createControl(),
    (event) => {
      last = event;
    },
    resume,
  );
  const ended = last as RunEvent | null;
  if (ended?.type !== 'runFinished') throw new Error(`ended with ${JSON.stringify(ended)}`);
  return { report: ended.report, network: ended.network, kept };
}

describe('a run', () => {
  let whole: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    whole = await run();
  }, 300_000);

  test('scores every mixture by condition and pairing, and the answer after each step', () => {
    const { ann, snn, cost, stages } = whole.report;
    expect(ann!.testCount).toBe(6);
    for (const { test: scores } of [ann!, snn!]) {
      const { improvement, sisdr, loss, closed, open } = scores;
      expect(loss).toBeCloseTo(-sisdr!, 9);
      // Half of the mixtures are of each condition.
      expect((closed! + open!) / 2).toBeCloseTo(improvement!, 9);
      expect(Object.values(scores).every(Number.isFinite)).toBe(true);
    }
    expect(snn!.anytime).toHaveLength(4);
    expect(snn!.anytime!.at(-1)).toBe(snn!.validation.improvement);
    expect(stages.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'conv3']);
    // 39 frames of 4 channels: the encoder once and the decoder twice over 20 samples.
    expect(cost!.endMacs).toBe(3 * 39 * 4 * 20);
    // Layers of 28, 60, 60 and 40; encoder and decoder of 4 filters with 20 samples, gain and bias.
    expect(ann!.parameters).toBe(188 + 2 * 4 * 20 + 2 * 4);
  });

  test('its network file holds the ends that pre-training left', () => {
    const { task, ends, inputShape } = readNetworkFile(whole.network);
    expect([task, inputShape]).toEqual(['separation', [1, 39, 4]]);
    expect(ends!.front).toEqual({ samples: 400, filters: 4, length: 20, stride: 10 });
    const trained = readResume(whole.kept[0]!).progress;
    if (trained.kind !== 'ann') throw new Error(trained.kind);
    expect(ends).toEqual(trained.ends);
  });

  test('goes on from the end of pre-training and of each stage to the same', async () => {
    expect(whole.kept).toHaveLength(4);
    for (const bytes of whole.kept) {
      const again = await run(alone, readResume(bytes));
      expect(timeless(again.report)).toEqual(timeless(whole.report));
      expect(again.network).toEqual(whole.network);
    }
  }, 300_000);

  test('comes to the same on two workers', async () => {
    const [first, second] = await Promise.all(crewsOf(2).map((crew) => run(crew)));
    // The leader alone diagnoses the stages.
    expect(timeless(first!.report)).toEqual(timeless(whole.report));
    expect(second!.report.epochs.map(({ validation }) => validation)).toEqual(
      whole.report.epochs.map(({ validation }) => validation),
    );
    for (const { network } of [first!, second!]) expect(network).toEqual(whole.network);
  }, 300_000);

  test('its analog network trained on keeps the ends, and learns from the same mixtures', async () => {
    const from = readResume(whole.kept[0]!);
    if (from.progress.kind !== 'ann') throw new Error(from.progress.kind);
    const losses: number[] = [];
    const further = { ...spec, pretrainClipNorm: 0, pretrainHalving: 0, pretrainPatience: 0 };
    const { ends, values } = await pretrainRun(
      further,
      testSurroundings,
      alone,
      ({ trainLoss }) => losses.push(trainLoss),
      from,
    );
    expect(ends).toEqual(from.progress.ends);
    expect(values).not.toEqual(from.progress.layers);
    expect(losses).toHaveLength(2);
  }, 300_000);
});
