import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { resultOf } from './outcome.ts';
import { cellsOf, parseSweep } from './plan.ts';
import type { CellResult } from './sweep.ts';
import { SweepError } from './sweep-error.ts';
import { readSweepFile, sweepFileText, withoutPairs } from './sweep-file.ts';
import { reportOf } from './testing/report.ts';

const sweep = parseSweep({
  version: 1,
  base: presetSpec('first-look@2'),
  axes: [{ field: 'timeSteps', values: [1, 2] }],
  seeds: 1,
});
const cells = cellsOf(sweep);
const finished = resultOf(cells[0]!, reportOf(cells[0]!.spec, { test: 0.8, validation: 0.9 }));
const failed: CellResult = { ...cells[1]!, status: 'failed', failure: 'broke', outcome: null, report: null };
const text = sweepFileText({ sweep, results: [finished, failed] });
// biome-ignore lint/suspicious/noExplicitAny: a test breaks it at any place
const parsed = (): any => JSON.parse(text);

function problemOf(given: string): string {
  try {
    readSweepFile(given);
  } catch (error) {
    if (error instanceof SweepError) return error.message;
    throw error;
  }
  return '';
}

test('comes back as it was, but for the pairs of the plots', () => {
  const { index: _, ...second } = failed as CellResult & { index: number };
  expect(readSweepFile(text)).toEqual({
    sweep,
    results: [{ ...finished, report: withoutPairs(finished.report!) }, second],
  });
  expect(text.startsWith('{\n  "format": "spikewise-sweep",\n  "version": 1,')).toBe(true);
});

test('a file from before a setting existed is completed from the preset', () => {
  const old = parsed();
  for (const spec of [
    old.sweep.base,
    ...old.results.map((r: CellResult) => r.spec),
    old.results[0].report.spec,
  ])
    delete spec.readoutStage;
  expect(readSweepFile(JSON.stringify(old))).toEqual(readSweepFile(text));
});

test('a loss that is not a number was written as null and is not a number again', () => {
  const file = parsed();
  file.results[0].report.epochs[0].validation.loss = null;
  const [result] = readSweepFile(JSON.stringify(file)).results;
  expect(result!.report!.epochs[0]!.validation.loss).toBeNaN();
});

test('outcomes follow the report, whatever the file says of them', () => {
  const file = parsed();
  file.results[0].outcome.snnTest = 1;
  expect(readSweepFile(JSON.stringify(file)).results[0]!.outcome!.snnTest).toBe(0.8);
});

describe('refused, with what to do', () => {
  test('cut off at any place', () => {
    for (let length = 0; length < text.trimEnd().length; length += 97) {
      const problem = problemOf(text.slice(0, length));
      expect(problem).toMatch(length < 40 ? /no JSON; open|cut off/ : /cut off or damaged; copy it again/);
    }
  });

  // biome-ignore lint/suspicious/noExplicitAny: a test breaks it at any place
  test.each<[string, (file: any) => void, RegExp]>([
    ['another format', (f) => (f.format = 'x'), /no sweep of Spikewise; open the results.json/],
    [
      'another version',
      (f) => (f.version = 2),
      /of version 2, and this Spikewise reads version 1; open it with/,
    ],
    ['a bad sweep', (f) => (f.sweep.seeds = 0), /the sweep file: seeds must be a whole number/],
    ['results that are no list', (f) => (f.results = {}), /results is not a list/],
    ['a result that is none', (f) => (f.results[0] = 1), /results\[0\] is no object/],
    [
      'a cell of another grid',
      (f) => (f.results[0].key = 'ns=9'),
      /results\[0\] \(ns=9\) is no cell of its grid/,
    ],
    ['a cell twice', (f) => (f.results[1] = f.results[0]), /ns=1,seed=1 is there twice/],
    ['other settings', (f) => (f.results[1].spec.patience = 9), /ran with other settings than its cell/],
    [
      'a report of other settings',
      (f) => (f.results[0].report.spec.patience = 9),
      /its report is of other settings/,
    ],
    ['a bad status', (f) => (f.results[0].status = 'done'), /results\[0\]\.status is “done”/],
    ['finished without a report', (f) => (f.results[0].report = null), /no report of a finished run/],
    [
      'an accuracy past 1',
      (f) => (f.results[0].report.snn.test.accuracy = 2),
      /results\[0\] \(ns=1,seed=1\): report\.snn\.test\.accuracy/,
    ],
    [
      'a score that is missing',
      (f) => delete f.results[0].report.ann.validation.accuracy,
      /report\.ann\.validation\.accuracy: must be a number from 0 to 1 \(got nothing\)/,
    ],
    [
      'a share below 0 on the way',
      (f) => (f.results[0].report.snn.anytime[0] = -1),
      /report\.snn\.anytime\.0/,
    ],
    ['a text for a number', (f) => (f.results[0].report.stages[0].epochs = '3'), /report\.stages\.0\.epochs/],
    [
      'a stage of a layer that is none',
      (f) => (f.results[0].report.stages[0].layer = '=1+1'),
      /report\.stages\.0\.layer: the network .* has no layer =1\+1/,
    ],
    [
      'an accuracy of 42 in an epoch',
      (f) => (f.results[0].report.epochs[0].validation.accuracy = 42),
      /report\.epochs\.0\.validation\.accuracy: must be a number from 0 to 1 \(got 42\)/,
    ],
    [
      'a run begun some day',
      (f) => (f.results[0].report.startedAt = 'soon'),
      /report\.startedAt: must be a time/,
    ],
    [
      'a loss chain that is empty',
      (f) => (f.results[0].report.stages[0].after.chain = {}),
      /report\.stages\.0\.after\.chain/,
    ],
    [
      'one run in two cells',
      (f) => {
        const { spec } = f.results[1];
        f.results[1] = { ...structuredClone(f.results[0]), key: f.results[1].key, spec };
        Object.assign(f.results[1].report, { spec });
        f.results[1].report.snn.timeSteps = spec.timeSteps;
        f.results[1].report.snn.anytime = [0.8, 0.8];
      },
      /ns=1,seed=1 and ns=2,seed=1 are one run \(ptl-ns1-tp1-seed1\)/,
    ],
    ['no stages', (f) => delete f.results[0].report.stages, /report\.stages/],
  ])('%s', (_, breakIt, words) => {
    const file = parsed();
    breakIt(file);
    expect(problemOf(JSON.stringify(file))).toMatch(words);
  });

  test('any value at any place gives a sweep or a reason', () => {
    const paths: (string | number)[][] = [];
    const walk = (value: unknown, path: (string | number)[]) => {
      paths.push(path);
      if (typeof value === 'object' && value !== null)
        for (const key of Object.keys(value)) walk((value as Record<string, unknown>)[key], [...path, key]);
    };
    walk(parsed(), []);
    fc.assert(
      fc.property(
        fc.constantFrom(...paths.slice(1)),
        fc.option(fc.jsonValue(), { nil: undefined }),
        (path, value) => {
          const file = parsed();
          const inner = path.slice(0, -1).reduce((at, key) => at[key], file);
          inner[path.at(-1)!] = value;
          try {
            readSweepFile(JSON.stringify(file));
          } catch (error) {
            expect(error).toBeInstanceOf(SweepError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('any text at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (given) => {
        expect(problemOf(given)).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
