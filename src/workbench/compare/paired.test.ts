import { describe, expect, it } from 'vitest';
import type { RunReport } from '../../runs/records/report.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { writeHits } from '../../tasks/hits.ts';
import { compareRuns } from './comparison.ts';
import { comparisonCsv, comparisonMarkdown } from './export.ts';
import { pairedGroup, pairedSentences, seedSentences } from './paired.ts';
import { type Made, made } from './testing/runs.ts';

const count = 10;

/** A run whose SNN and ANN answer these of ten test examples right. */
function withHits(id: string, snn: readonly number[], ann: readonly number[], rest: Made = {}): RunSummary {
  const share = (hits: readonly number[]) => hits.reduce((sum, hit) => sum + hit, 0) / count;
  const run = made(id, { ...rest, scores: [share(ann), share(snn)] });
  const report = run.report as RunReport;
  return {
    ...run,
    report: {
      ...report,
      data: { name: 'MNIST', train: 1, validation: 1, test: count, sha256: 'a' },
      ann: { ...report.ann!, testCount: count, hits: writeHits(ann) },
      snn: { ...report.snn!, testCount: count, hits: writeHits(snn) },
    },
  };
}

const all = new Array<number>(count).fill(1);
const first = withHits('a', [1, 1, 1, 1, 1, 0, 0, 0, 0, 0], all);
const second = withHits('b', [0, 1, 1, 1, 1, 1, 1, 1, 1, 1], all, { spec: { timeSteps: 16 } });

describe('runs on the same test examples', () => {
  it('are compared by what only one of them answers right', () => {
    const [group] = pairedGroup([first, second]);
    const cells = Object.fromEntries(
      group!.rows.map(({ label, cells }) => [label, cells.map(({ words }) => words)]),
    );
    // 1 against 5 of 6: 2 · (1 + 6) / 64.
    expect(cells).toEqual({
      'Right, and run 1 wrong': ['–', '5'],
      'Wrong, and run 1 right': ['–', '1'],
      'McNemar’s p against run 1': ['–', '0.22'],
      'SNN right, ANN wrong': ['0', '0'],
      'SNN wrong, ANN right': ['5', '1'],
      'McNemar’s p of SNN and ANN': ['0.06', '1'],
    });
    expect(pairedSentences([first, second])).toEqual([
      'Run 2 answers 5 of the 10 test images right that run 1 gets wrong, and 1 the other way; McNemar’s exact p = 0.22.',
    ]);
  });

  it('go into the files with what they are', () => {
    const comparison = compareRuns([first, second]);
    expect(comparisonMarkdown(comparison)).toContain('McNemar’s exact p = 0.22');
    expect(comparisonCsv(comparison)).toContain(`McNemar’s p against run 1,,,${14 / 64}`);
    expect(comparisonCsv(comparison)).toContain('SNN test (95 % interval)');
  });

  it('are not compared where they cannot be, and why is said', () => {
    const older = made('c', { scores: [0.9, 0.8] });
    expect(pairedSentences([first, older])).toEqual([
      'Run 2 and run 1 cannot be compared example by example: which answers are right was not kept.',
    ]);
    const report = second.report as RunReport;
    const other = { ...second, report: { ...report, data: { ...report.data, sha256: 'b' } } };
    expect(pairedSentences([first, other])[0]).toContain('other test examples');
    const reconstruction = made('d', { spec: { task: 'reconstruction' }, scores: [0.1, 0.2] });
    expect(pairedSentences([first, reconstruction])[0]).toContain('another task');
    expect(pairedSentences([reconstruction, reconstruction])[0]).toContain('not right or wrong');
    expect(pairedSentences([first, made('e')])).toEqual([]);
  });
});

describe('two settings over the same seeds', () => {
  const run = (timeSteps: number, seed: number, score: number) =>
    made(`${timeSteps} ${seed}`, { spec: { timeSteps, seed }, scores: [0.99, score] });

  it('are compared seed by seed', () => {
    const runs = [run(8, 1, 0.97), run(8, 2, 0.971), run(4, 1, 0.96), run(4, 2, 0.963)];
    expect(seedSentences(runs)).toHaveLength(1);
    expect(seedSentences(runs)[0]!.replaceAll('\u00a0', ' ')).toMatch(
      /^Runs 3, 4 against 1, 2, seed by seed, test accuracy: −0\.90 points over 2 seeds, 95 % interval .*; sign-flip test p = 0\.50, the least that 2 seeds can give\.$/,
    );
  });

  it('need two seeds in common', () => {
    expect(seedSentences([run(8, 1, 0.97), run(8, 2, 0.971), run(4, 1, 0.96), run(4, 3, 0.96)])).toEqual([]);
  });
});
