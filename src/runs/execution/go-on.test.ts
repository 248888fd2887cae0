/**
 * Tests that a run which was cut off after any stage goes on to the report and the network of a run
 * that was not, times aside, with other numbers of workers too.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import { engineRevision } from '../../engine/revision.ts';
import { readSafetensors, writeSafetensors } from '../../exchange/safetensors.ts';
import type { RunEvent } from '../records/events.ts';
import { applyEvent, beginRecord, type RunRecord } from '../records/record.ts';
import { ResumeError, readResume } from '../resume/resume-file.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { timeless } from '../testing/timeless.ts';
import { createControl } from './control.ts';
import { execute } from './execute.ts';
import type { KeepFile } from './keeper.ts';
import type { Surroundings } from './surroundings.ts';

const tiny = parseSpec({
  ...presetSpec('first-look@3'),
  network: '28x28-c2s4-8-10',
  start: 'scratch',
  pretrainEpochs: 2,
  trainCount: 200,
  validationCount: 64,
  testCount: 64,
  calibrationCount: 64,
  batchSize: 64,
  timeSteps: 4,
  patience: 2,
  maxStageEpochs: 2,
  learningRate: 1e-3,
  workers: 1,
  backend: 'wasm',
});

beforeAll(async () => {
  await openNodeBackend('wasm');
});

interface Ran {
  readonly events: readonly RunEvent[];
  readonly record: RunRecord;
  /** The files that were kept, and what had been told by then. */
  readonly kept: readonly { readonly bytes: Uint8Array; readonly told: readonly string[] }[];
}

async function ran(
  spec: RunSpec,
  bytes: Uint8Array | null = null,
  { keep, ...around }: Partial<Surroundings> = {},
): Promise<Ran> {
  const events: RunEvent[] = [];
  const kept: { bytes: Uint8Array; told: string[] }[] = [];
  const keepFile: KeepFile = async ({ bytes: file }) => {
    kept.push({ bytes: file, told: events.map(({ type }) => type) });
  };
  const resume = bytes && readResume(bytes);
  const all = { ...testSurroundings, ...around, keep: keep ?? keepFile };
  let record = beginRecord('run-1', spec, new Date().toISOString());
  const sink = (event: RunEvent) => {
    events.push(event);
    record = applyEvent(record, event);
  };
  await execute('run-1', spec, all, createControl(), sink, resume);
  return { events, kept, record };
}

const last = ({ events }: Ran) => {
  const event = events.at(-1)!;
  if (event.type === 'runFailed') throw new Error(event.message);
  if (event.type !== 'runFinished') throw new Error(`it ended by ${event.type}`);
  return event;
};

const methods: Record<string, Partial<RunSpec>> = {
  'progressive tandem learning': {},
  'normalised and augmented inputs': { normalisation: '0.13:0.31', augmentation: 'crop' },
  'hardware limits': { weightBits: '4', fanIn: 20 },
  'tandem learning end to end': { method: 'tandem' },
  'rate conversion': { method: 'rate', timeSteps: 16 },
};

/** Number of files that each keeps: one for pre-training, one for each stage. */
const files = [3, 3, 4, 2, 1];

describe.each(Object.entries(methods))('%s', (name, change) => {
  test('goes on from every end of a stage to the same', async () => {
    const spec = parseSpec({ ...tiny, ...change });
    const whole = await ran(spec);
    const { report, network } = last(whole);
    expect(report.resumed).toBeUndefined();
    expect(whole.kept).toHaveLength(files[Object.keys(methods).indexOf(name)]!);
    for (const [i, { bytes, told }] of whole.kept.entries()) {
      // What was told of a stage's end was kept before.
      expect(told.filter((type) => type === 'stageEnded')).toHaveLength(Math.max(0, i - 1));
      expect(told.includes('annReady')).toBe(i > 0);
      const workers = i === 1 ? 3 : 1;
      const resumed = await ran({ ...spec, workers }, bytes);
      const end = last(resumed);
      expect(resumed.events[0]!.type).toBe('runWentOn');
      expect(timeless(end.report)).toEqual(timeless(report));
      expect(end.network).toEqual(network);
      expect(resumed.record.epochs).toEqual(end.report.epochs);
      expect(resumed.record.stages).toEqual(end.report.stages);
      expect(end.report.resumed).toEqual([{ at: expect.any(String), stages: i }]);
      expect(end.report.startedAt).toBe(report.startedAt);
      expect(end.report.seconds).toBeGreaterThan(readResume(bytes).report.seconds);
      const rest = whole.kept.slice(i + 1).map((file) => readResume(file.bytes).progress);
      expect(resumed.kept.map((file) => readResume(file.bytes).progress)).toEqual(rest);
    }
  }, 60_000);
});

describe('a file that was kept', () => {
  let whole: Ran;
  beforeAll(async () => {
    whole = await ran(tiny);
  }, 60_000);

  test('of another engine revision is refused with what to do', () => {
    const { tensors, metadata } = readSafetensors(whole.kept[1]!.bytes);
    const header = { ...JSON.parse(metadata.resume!), engine: engineRevision + 1 };
    const other = writeSafetensors(tensors as never, { ...metadata, resume: JSON.stringify(header) });
    expect(() => readResume(other)).toThrow(ResumeError);
    expect(() => readResume(other)).toThrow(
      `it was begun by engine revision ${engineRevision + 1}, and this Spikewise computes by revision ${engineRevision}; start the run again`,
    );
  });

  test('is not gone on with when the examples have changed', async () => {
    const { bytes } = whole.kept[1]!;
    const read = diskReader();
    const { tensors, metadata } = readSafetensors(bytes);
    const report = JSON.parse(metadata.report!);
    report.data.sha256 = 'a'.repeat(64);
    const other = writeSafetensors(tensors as never, { ...metadata, report: JSON.stringify(report) });
    const failed = await ran(tiny, other, { read });
    expect(failed.record.failure).toMatch(
      /^The examples of MNIST have changed since the run was cut off; start the run again$/,
    );
    // Nothing of the run is lost by trying.
    expect(failed.record.stages).toHaveLength(1);
  });
});

test('a run whose files cannot be kept goes on with one warning', async () => {
  const keep = () => Promise.reject(new Error('the disk is full'));
  const unkept = await ran(tiny, null, { keep });
  const { warnings } = last(unkept).report;
  expect(warnings.filter((words) => words.includes('could not be kept'))).toEqual([
    'The pre-trained network could not be kept, so that a run that is cut off now computes it again: the disk is full',
  ]);
});
