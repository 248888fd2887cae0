import { expect, test } from 'vitest';
import type { NeuroBench } from '../../networks/neurobench.ts';
import {
  effectiveRatio,
  neuroBenchCells,
  neuroBenchCsv,
  neuroBenchJson,
  neuroBenchLatex,
  neuroBenchMarkdown,
} from './neurobench-table.ts';
import type { NetworkCost, RunReport } from './report.ts';

const spiking: NeuroBench = {
  ...{ images: 10, steps: 4, footprint: 1234, connectionSparsity: 0.25, activationSparsity: 0.875 },
  ...{ effectiveAcs: 1000, effectiveMacs: 40, dense: 8000, layers: [] },
};
const analog: NeuroBench = {
  ...{ images: 10, steps: 1, footprint: 5678, connectionSparsity: 0, activationSparsity: 0.5 },
  ...{ effectiveAcs: 100, effectiveMacs: 300, dense: 2000, layers: [] },
};
const run = {
  runId: 'r',
  ann: { neuroBench: analog } as RunReport['ann'],
  snn: { neuroBench: spiking } as RunReport['snn'],
  cost: { snnAccumulates: 100 } as NetworkCost,
};

test('operations are those of an example, over the window and per step', () => {
  expect(neuroBenchCells(run)).toEqual([
    ['', 'SNN, window', 'SNN, step', 'ANN'],
    ['Footprint [bytes]', '1,234', '–', '5,678'],
    ['Connection sparsity [0-1]', '0.2500', '–', '0.0000'],
    ['Activation sparsity [0-1]', '0.8750', '–', '0.5000'],
    ['Effective ACs [per example]', '100', '25', '10'],
    ['Effective MACs [per example]', '4', '1', '30'],
    ['Dense [per example]', '800', '200', '200'],
  ]);
  expect(neuroBenchCsv(run)).toContain('Effective MACs,per example,4,1,30\n');
  expect(neuroBenchMarkdown(run)).toContain('| Dense [per example] | 800 | 200 | 200 |');
  expect(neuroBenchLatex(run)).toContain('Footprint [bytes] & 1,234 & -- & 5,678');
});

test('a file has NeuroBench’s own names, and the whole numbers', () => {
  const file = JSON.parse(neuroBenchJson(run)!);
  expect(file.snn).toMatchObject({
    Footprint: 1234,
    ConnectionSparsity: 0.25,
    ActivationSparsity: 0.875,
    SynapticOperations: { Effective_MACs: 4, Effective_ACs: 100, Dense: 800 },
    SynapticOperationsPerStep: { Effective_MACs: 1, Effective_ACs: 25, Dense: 200 },
    SynapticOperationsInAll: { Effective_MACs: 40, Effective_ACs: 1000, Dense: 8000 },
  });
  expect(file.ann.SynapticOperations).toEqual({ Effective_MACs: 30, Effective_ACs: 10, Dense: 200 });
});

test('the ratio is over what the analog network does not multiply by 0', () => {
  expect(effectiveRatio(run)).toBe(100 / 40);
});

test('a run from before the figures were counted has none, and one that went on has one network', () => {
  const older = { ...run, ann: {} as RunReport['ann'], snn: {} as RunReport['snn'] };
  expect(neuroBenchCells(older)).toBeNull();
  expect(neuroBenchJson(older)).toBeNull();
  expect(effectiveRatio(older)).toBeNull();
  expect(neuroBenchCells({ ...older, snn: run.snn })![4]).toEqual([
    ...['Effective ACs [per example]', '100', '25', '–'],
  ]);
});
