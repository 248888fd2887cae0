/**
 * Tests tables, means, the best combination and the edge, on results whose numbers can be done by
 * hand.
 */
import { describe, expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { parameterCount } from '../../networks/sizes.ts';
import { classification } from '../../tasks/classification.ts';
import { taskOf } from '../../tasks/index.ts';
import { leadMetric } from '../../tasks/task.ts';
import type { RunReport } from '../records/report.ts';
import { presetSpec } from '../spec/spec.ts';
import { resultOf } from './outcome.ts';
import { besideBest } from './paired.ts';
import { cellsOf, parseSweep } from './plan.ts';
import { bestCell, paretoEdge, statisticOf, summarise } from './summary.ts';
import type { CellResult, SweepResults } from './sweep.ts';
import { summaryCsv, tableCsv } from './table.ts';
import { summaryLatex } from './table-latex.ts';
import { reportOf } from './testing/report.ts';

const sweep = parseSweep({
  version: 1,
  base: { ...presetSpec('first-look@2'), seed: 7 },
  axes: [{ field: 'timeSteps', values: [1, 2, 4] }],
  seeds: 2,
});
/**
 * Test and validation accuracy by time steps and seed. Ns 2 is the best on validation, Ns 4 on the
 * test set.
 */
const accuracies: Record<string, { test: number; validation: number }> = {
  'ns=1,seed=7': { test: 0.5, validation: 0.6 },
  'ns=1,seed=8': { test: 0.7, validation: 0.5 },
  'ns=2,seed=7': { test: 0.8, validation: 0.95 },
  'ns=2,seed=8': { test: 0.8, validation: 0.97 },
  'ns=4,seed=7': { test: 0.9, validation: 0.9 },
};
const cells = cellsOf(sweep);
const results: CellResult[] = cells.flatMap((cell, i) => {
  const snn = accuracies[cell.key];
  return snn ? [resultOf(cell, reportOf(cell.spec, snn, 10 + i))] : [];
});
const all: SweepResults = { sweep, results };
const lead = leadMetric(classification);

test('mean and sample deviation', () => {
  expect(statisticOf([1, 2, 3, 4])).toEqual({ mean: 2.5, sd: Math.sqrt(5 / 3), n: 4 });
  expect(statisticOf([3])).toEqual({ mean: 3, sd: null, n: 1 });
  expect(statisticOf([])).toBeNull();
});

test('a row per combination, over the seeds that finished', () => {
  const rows = summarise(all);
  expect(
    rows.map(({ key, values, finished, failed, open }) => [key, values, finished, failed, open]),
  ).toEqual([
    ['ns=1', [1], 2, 0, 0],
    ['ns=2', [2], 2, 0, 0],
    ['ns=4', [4], 1, 0, 1],
  ]);
  expect(rows[0]!.outcomes!.snnTest.mean).toBeCloseTo(0.6, 12);
  expect(rows[0]!.outcomes!.snnTest.sd).toBeCloseTo(Math.sqrt(0.02), 12);
  expect(rows[1]!.outcomes!.testDrop.mean).toBeCloseTo(0.19, 12);
  expect(rows[1]!.anytime.map(({ mean }) => mean)).toEqual([0.48, 0.96]);
  const failed = { ...results[0]!, status: 'failed', failure: 'no', outcome: null } as const;
  expect(summarise({ sweep, results: [failed] })[0]).toMatchObject({
    finished: 0,
    failed: 1,
    open: 1,
    outcomes: null,
  });
});

test('reports without anytime accuracy are none the worse', () => {
  const { anytime: _, ...snn } = results[0]!.report!.snn!;
  const old = resultOf(cells[0]!, { ...results[0]!.report!, snn });
  expect(old.outcome!.anytime).toEqual([]);
  const [row] = summarise({ sweep, results: [old, results[1]!] });
  expect(row!.anytime).toEqual([{ mean: 0.5, sd: null, n: 1 }]);
  expect(tableCsv({ sweep, results: [old] })).toMatch(/^1,7,finished,1,/m);
});

test('the best is chosen on validation, never on the test set; of equals the cheaper', () => {
  const rows = summarise(all);
  expect(bestCell(rows, lead)!.key).toBe('ns=2');
  const tied = rows.map((row) => ({
    ...row,
    outcomes: { ...row.outcomes!, snnValidation: { mean: 0.9, sd: null, n: 1 } },
  }));
  expect(bestCell([...tied].reverse(), lead)!.key).toBe('ns=1');
  expect(bestCell(summarise({ sweep, results: [] }), lead)).toBeNull();
});

test('the edge leaves out what another beats on the validation examples', () => {
  const rows = summarise(all);
  // Ns 4 is the best on the test set, which has no say.
  expect(paretoEdge(rows, 'timeSteps').map(({ key }) => key)).toEqual(['ns=1', 'ns=2']);
  const better = rows.map((row) =>
    row.key === 'ns=1'
      ? { ...row, outcomes: { ...row.outcomes!, validationDrop: { mean: 0.01, sd: null, n: 2 } } }
      : row,
  );
  // Ns 1 now drops less than Ns 2, and costs less.
  expect(paretoEdge(better, 'synOpsRatio').map(({ key }) => key)).toEqual(['ns=1']);
  // Equals beat nobody.
  expect(paretoEdge([rows[0]!, rows[0]!], 'timeSteps')).toHaveLength(2);
});

test('results.csv: a row per cell in order, the time last', () => {
  const odd = {
    ...results[0]!,
    status: 'failed',
    failure: 'out of "memory", it says',
    outcome: null,
  } as const;
  // Its one stage kept an epoch: every layer was touched.
  const parameters = parameterCount(toLayers(parseNotation(sweep.base.network)));
  const lines = tableCsv({ sweep, results: [odd, ...results.slice(1)] }).split('\n');
  expect(lines[0]).toBe(
    'timeSteps,seed,status,engine [revision],ann_validation_accuracy [0-1],snn_validation_accuracy [0-1],validation_drop [0-1],' +
      'ann_test_accuracy [0-1],snn_test_accuracy [0-1],test_drop [0-1],synops_ratio [1],energy_ratio [1],tuning_epochs [epochs],parameters_touched [1],' +
      'anytime_accuracy [0-1],failure,time [s]',
  );
  expect(lines[1]).toBe('1,7,failed,1,0.98,,,,,,,,,,,"out of ""memory"", it says",');
  expect(lines[3]).toBe(
    `2,7,finished,1,0.98,0.95,${0.98 - 0.95},0.99,0.8,${0.99 - 0.8},0.2,${0.1 + 2 / 140},2,${parameters},0.475 0.95,,12`,
  );
  expect(lines.slice(4)).toEqual([expect.any(String), expect.any(String), '4,8,open,,,,,,,,,,,,,,', '']);
});

test('results.csv has NeuroBench’s figures where a report has them', () => {
  const neuroBench = {
    ...{ images: 10, steps: 2, footprint: 64, connectionSparsity: 0, activationSparsity: 0.75 },
    ...{ effectiveAcs: 500, effectiveMacs: 40, dense: 8000, layers: [] },
  };
  const counted = results.map((result) => {
    const { report } = result;
    if (result.spec.timeSteps !== 2 || !report?.snn) return result;
    return { ...result, report: { ...report, snn: { ...report.snn, neuroBench } } };
  });
  const [head, ...rows] = tableCsv({ sweep, results: counted }).split('\n');
  expect(head).toContain(
    ',synops_per_effective_mac [1],snn_footprint [bytes],snn_connection_sparsity [0-1],snn_activation_sparsity [0-1],' +
      'snn_effective_acs [per example],snn_effective_macs [per example],snn_dense [per example],ann_footprint [bytes],',
  );
  expect(head).toMatch(/,failure,time \[s\]$/);
  expect(rows[2]).toContain(',0.475 0.95,,64,0,0.75,50,4,800,,,,,,,,12');
  expect(rows.every((row) => row === '' || row.split(',').length === head!.split(',').length)).toBe(true);
});

test('combinations are compared with the best, seed by seed', () => {
  const { best, differences } = besideBest(all);
  expect(best!.key).toBe('ns=2');
  // Ns 4 has finished with one seed alone.
  expect([...differences.keys()]).toEqual(['ns=1']);
  const found = differences.get('ns=1')!;
  expect(found.mean).toBeCloseTo((0.5 - 0.8 + (0.7 - 0.8)) / 2, 12);
  expect([found.n, found.p]).toEqual([2, 0.5]);
  const [head, one] = summaryCsv(all).split('\n');
  const at = head!.split(',').indexOf('snn_test_accuracy_from_best_mean [0-1]');
  expect(Number(one!.split(',')[at])).toBeCloseTo(-0.2, 12);
  expect(one!.split(',')[at + 3]).toBe('0.5');
  expect(besideBest({ sweep, results: [] })).toEqual({ best: null, differences: new Map() });
});

test('summary.csv: mean and deviation of each outcome', () => {
  const lines = summaryCsv(all).split('\n');
  expect(lines[0]).toMatch(
    /^timeSteps,finished,failed,ann_validation_accuracy_mean \[0-1\],ann_validation_accuracy_sd \[0-1\],/,
  );
  expect(lines[0]).toMatch(/,time_mean \[s\],time_sd \[s\]$/);
  expect(lines[1]).toMatch(/^1,2,0,0.98,0,0.55,0.0707106781186\d+,/);
  expect(lines[3]).toMatch(/^4,1,0,0.98,,0.9,,/);
  expect(lines).toHaveLength(5);
});

describe('by an error, which is better where it is lower', () => {
  const errors: Record<string, { test: number; validation: number }> = {
    'ns=2,seed=1': { test: 0.03, validation: 0.02 },
    'ns=4,seed=1': { test: 0.01, validation: 0.015 },
    'ns=8,seed=1': { test: 0.005, validation: 0.016 },
  };
  const rebuilding = parseSweep({
    version: 1,
    base: { ...presetSpec('autoencoder@1'), seed: 1 },
    axes: [{ field: 'timeSteps', values: [2, 4, 8] }],
    seeds: 1,
  });
  /** Returns the report with the error in place of the share: the ANN has .99. */
  const ofErrors = (report: RunReport) =>
    JSON.parse(JSON.stringify(report).replaceAll('"accuracy"', '"mse"')) as RunReport;
  const ended: SweepResults = {
    sweep: rebuilding,
    results: cellsOf(rebuilding).map((cell) =>
      resultOf(cell, ofErrors(reportOf(cell.spec, errors[cell.key]!))),
    ),
  };

  test('the least error on validation is the best', () => {
    const mse = leadMetric(taskOf(rebuilding.base.task));
    expect(mse).toMatchObject({ id: 'mse', better: 'lower' });
    expect(bestCell(summarise(ended), mse)!.key).toBe('ns=4');
  });

  test('a drop is how much the error grew', () => {
    const drops = summarise(ended).map(({ outcomes }) => outcomes!.testDrop.mean);
    expect(drops).toEqual([0.03 - 0.99, 0.01 - 0.99, 0.005 - 0.99]);
    expect(paretoEdge(summarise(ended), 'timeSteps').map(({ key }) => key)).toEqual(['ns=2', 'ns=4']);
  });

  test('columns are named by the metric, with its unit', () => {
    expect(tableCsv(ended).split('\n')[0]).toBe(
      'timeSteps,seed,status,engine [revision],ann_validation_mse [1],snn_validation_mse [1],validation_drop [1],ann_test_mse [1],' +
        'snn_test_mse [1],test_drop [1],synops_ratio [1],energy_ratio [1],tuning_epochs [epochs],parameters_touched [1],' +
        'anytime_mse [1],failure,time [s]',
    );
    expect(summaryCsv(ended)).toMatch(/^timeSteps,finished,failed,ann_validation_mse_mean \[1\],/);
    expect(tableCsv(ended)).toMatch(/^2,1,finished,1,0.98,0.02,-0.96,0.99,0.03,/m);
  });
});

test('a table in LaTeX, means with their deviations', () => {
  const lines = summaryLatex(all).split('\n');
  expect(lines[2]).toMatch(
    /^ {2}Time steps Ns & seeds & ANN test accuracy & SNN test accuracy & SynOps ratio/,
  );
  expect(lines[4]).toMatch(/^ {2}1 & 2 & .* & 60\.0~\\% \$\\pm\$ 14\.1~\\% & /);
  expect(lines[6]).toMatch(/^ {2}4 & 1 & .* & 90\.0~\\% & /);
});
