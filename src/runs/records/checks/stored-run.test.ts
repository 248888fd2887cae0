/** Tests that no damage of a stored run reaches the page: it is refused, with the place and why. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishedRecord } from '../../testing/stored-run.ts';
import { readStoredRun } from './stored-run.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test breaks it at any place
type Any = any;

const record = (): Any => {
  const { network: _, ...summary } = structuredClone(finishedRecord());
  return summary;
};

function reasonOf(run: unknown): string | null {
  const read = readStoredRun(run);
  return 'unreadable' in read ? read.unreadable.reason : null;
}

test('a whole run is read as it is, its shared parts still shared', () => {
  const run = record();
  const read = readStoredRun(run) as Any;
  expect(read.run).toEqual(run);
  expect(read.run.report.stages[0]).toBe(read.run.stages[0]);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('a run that diverged to %d is read as well', (value) => {
  const run = record();
  run.epochs[1].trainLoss = value;
  run.epochs[1].validation = { loss: value, accuracy: 0.1 };
  run.stages[0].kept.loss = value;
  run.report.snn.test.loss = value;
  expect(reasonOf(run)).toBeNull();
});

describe('damage', () => {
  test.each<[string, (run: Any) => void, RegExp]>([
    ['no time of beginning', (r) => delete r.createdAt, /^createdAt: must be a time/],
    ['a time that is a word', (r) => (r.createdAt = 'soon'), /^createdAt: must be a time/],
    ['a time that is a number', (r) => (r.updatedAt = 5), /^updatedAt/],
    ['a day that no month has', (r) => (r.updatedAt = '2026-02-31T00:00:00Z'), /^updatedAt/],
    ['a report begun some day', (r) => (r.report.startedAt = 'soon'), /^report.startedAt: must be a time/],
    ['no name', (r) => delete r.name, /^name/],
    ['an unknown status', (r) => (r.status = 'dreaming'), /^status/],
    ['no settings', (r) => (r.spec = null), /has no settings/],
    ['settings that are a list', (r) => (r.spec = []), /has no settings/],
    ['settings in a text', (r) => (r.report.spec = 'mnist@1'), /has no settings/],
    ['a window that is none', (r) => (r.spec.timeSteps = Number.NaN), /timeSteps must be a whole number/],
    ['a preset that is a number', (r) => (r.spec.preset = 7), /preset 7 is not known/],
    ['a network that cannot be read', (r) => (r.spec.network = '28x28-wat-10'), /^network: .*wat/],
    ['layers that are no list', (r) => (r.layers = 'none'), /^layers/],
    ['a layer without a synapse', (r) => delete r.layers[1].synapse, /^layers.1.synapse/],
    ['a synapse of no kind', (r) => (r.layers[1].synapse.kind = 'wish'), /^layers.1.synapse/],
    ['a step of no kind', (r) => (r.layers[2].before = [{ kind: 'wish' }]), /^layers.2.before.0/],
    ['a layer that is gone', (r) => r.layers.pop(), /^layers: are not those of its network/],
    ['layers of another network', (r) => (r.layers[0].name = 'fc9'), /^layers: are not those/],
    ['an epoch that is null', (r) => (r.epochs[2] = null), /^epochs.2/],
    ['an epoch past all bounds', (r) => (r.epochs[0].epoch = 3e15), /^epochs.0.epoch/],
    ['an epoch without scores', (r) => delete r.epochs[0].validation, /^epochs.0.validation/],
    ['an epoch of no layer', (r) => (r.epochs[0].layer = 'fc9'), /^epochs.0.layer: .* has no layer fc9/],
    ['an accuracy of 42', (r) => (r.epochs[0].validation.accuracy = 42), /^epochs.0.*from 0 to 1 \(got 42\)/],
    ['stages in an object', (r) => (r.stages = { 0: r.stages[0] }), /^stages/],
    ['a stage without scores', (r) => (r.stages[1].kept = null), /^stages.1.kept/],
    ['a chain that is empty', (r) => (r.stages[0].before.chain = {}), /^stages.0.before.chain/],
    [
      'a cause that is none',
      (r) => (r.stages[0].after.chain.steps[0].cause = 'fate'),
      /^stages.0.after.chain.steps.0.cause/,
    ],
    [
      'pairs that are none',
      (r) => (r.stages[0].after.counts = new Float32Array(3)),
      /^stages.0.after: activations and counts must be as many/,
    ],
    [
      'a histogram of nothing',
      (r) => (r.stages[2].after.histogram.counts = [null]),
      /^stages.2.after.histogram/,
    ],
    [
      'a share of 3',
      (r) => (r.stages[0].before.silentFraction = 3),
      /^stages.0.before.silentFraction: .*got 3/,
    ],
    ['an ANN that is a text', (r) => (r.ann = 'good'), /^ann/],
    ['an ANN below nothing', (r) => (r.ann.test.accuracy = -1), /^ann.test.accuracy: .*got -1/],
    ['an environment without a backend', (r) => delete r.environment.backend, /^environment.backend/],
    ['a report without a cost per layer', (r) => delete r.report.cost.layers, /^report.cost.layers/],
    [
      'a cost of a layer that is none',
      (r) => (r.report.cost.layers[0].name = 'x'),
      /^report.cost.layers.0.name/,
    ],
    ['a report of another window', (r) => (r.report.snn.timeSteps = 3), /^report.snn.timeSteps: must be 8/],
    ['a step of the window too many', (r) => r.report.snn.anytime.push(1), /^report.snn.anytime/],
    ['a matrix that is not square', (r) => r.report.snn.confusion.pop(), /^report.snn.confusion/],
    ['thresholds of other layers', (r) => r.report.snn.thresholds.pop(), /^report.snn.thresholds/],
    ['a reason that is an object', (r) => (r.failure = {}), /^failure/],
    ['warnings that are numbers', (r) => (r.warnings = [1]), /^warnings.0/],
  ])('%s', (_, breakIt, reason) => {
    const run = record();
    breakIt(run);
    expect(reasonOf(run)).toMatch(reason);
  });

  test('of the whole record', () => {
    for (const value of [null, undefined, 7, 'a run', [], {}, new Date(), [record()]])
      expect(reasonOf(value)).not.toBeNull();
  });

  test('of any kind at any place is read or told, and never thrown', () => {
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]) => {
      if (path.length > 0) paths.push(path);
      if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
      for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], [...path, key]);
    };
    walk(record(), []);
    const junk = fc.oneof(
      fc.anything({ withDate: true, withMap: true, withTypedArray: true, withBigInt: true }),
      fc.constantFrom(undefined, null, Number.NaN, -1, 1e308, '', [], {}, { toString: null, valueOf: null }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), junk, (path, value) => {
        const run = record();
        const inner = path.slice(0, -1).reduce((at, key) => at[key], run);
        inner[path.at(-1)!] = value;
        const read = readStoredRun(run);
        if ('unreadable' in read) expect(read.unreadable.reason.length).toBeGreaterThan(5);
      }),
      { numRuns: 600 },
    );
  });
});

describe('what a newer Spikewise wrote is named as such', () => {
  test.each<[string, (run: Any) => void, RegExp]>([
    ['a report', (r) => (r.report.version = 9), /^its report is of version 9, and this Spikewise reads 2/],
    ['settings', (r) => (r.spec.version = 2), /^its settings are of version 2/],
    ['a method', (r) => (r.spec.method = 'wavelets'), /^its method wavelets is not known here/],
    ['a preset', (r) => (r.spec.preset = 'first-look@99'), /^its preset first-look@99 is not known here/],
  ])('%s', (_, change, reason) => {
    const run = record();
    change(run);
    const read = readStoredRun(run) as Any;
    expect(read.unreadable).toMatchObject({
      key: 'a-run',
      newer: true,
      createdAt: '2026-01-02T03:04:05.000Z',
    });
    expect(read.unreadable.reason).toMatch(reason);
  });

  test('a setting and a part of a later version pass through', () => {
    const run = record();
    run.colour = 'red';
    run.stages[0].later = { part: 1 };
    expect((readStoredRun(run) as Any).run).toEqual(run);
  });
});
