/**
 * Tests that whatever a stored run holds, the page draws it or it is refused: a run is broken at
 * any place, and where it is still read, every panel is rendered with it.
 */
import { MantineProvider } from '@mantine/core';
import fc from 'fast-check';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { readStoredRun } from '../runs/records/checks/stored-run.ts';
import { metricsCsv, reportJson } from '../runs/records/export.ts';
import { parametersTouched } from '../runs/records/parameters-touched.ts';
import type { RunSummary } from '../runs/records/run-store.ts';
import { outcomeOf } from '../runs/sweep/outcome.ts';
import { finishedRecord } from '../runs/testing/stored-run.ts';
import { taskOf } from '../tasks/index.ts';
import { compareRuns } from './compare/comparison.ts';
import { comparisonCsv, comparisonMarkdown } from './compare/export.ts';
import { lossRows } from './inspect/diagnosis/losses.ts';
import { CostTab } from './inspect/stage/CostTab.tsx';
import { barsOf, shareAbove } from './inspect/stage/histogram.ts';
import { findingsOf } from './inspect/stage/inspected-run.ts';
import { StagePanel } from './panels/StagePanel.tsx';
import { windowCurve } from './progress/chart/window-curve.ts';
import { ProgressCard } from './progress/ProgressCard.tsx';
import { fileName } from './runs/file-name.ts';
import { RunsBar } from './runs/RunsBar.tsx';
import { useWorkbench } from './store/store.ts';
import { Strip } from './strip/Strip.tsx';

// biome-ignore lint/suspicious/noExplicitAny: a test breaks it at any place
type Any = any;

const whole: Any = (({ network: _, ...run }) => run)(finishedRecord({ pairs: 6, epochs: 1 }));
const other = finishedRecord({ id: 'other', spec: { timeSteps: 4 } });

/** Draws every panel that reads a run, and computes what the page computes of one. */
function show(run: RunSummary): void {
  useWorkbench.setState({
    shown: { ...run, network: null },
    runs: [run, other],
    compared: ['other'],
    runsLoaded: true,
    spec: other.spec,
  });
  const html = renderToString(
    <MantineProvider>
      <Strip />
      <ProgressCard />
      <StagePanel />
      <RunsBar onCompare={() => {}} />
    </MantineProvider>,
  );
  expect(html.length).toBeGreaterThan(1000);
  for (const order of [
    [run, other],
    [other, run],
  ]) {
    const comparison = compareRuns(order);
    comparisonCsv(comparison);
    comparisonMarkdown(comparison);
  }
  windowCurve(run, [other]);
  fileName(run, 'csv');
  metricsCsv(run.epochs, taskOf(run.spec.task));
  parametersTouched(run, run.layers);
  for (const unit of ['bound', 'signal'] as const) lossRows(findingsOf(run, null), unit);
  for (const { before, after } of run.stages)
    for (const diagnostics of [before, after]) {
      if (!diagnostics) continue;
      barsOf(diagnostics.histogram, 30);
      shareAbove(diagnostics.histogram, diagnostics.upperBound[0] ?? 0);
    }
  if (!run.report) return;
  reportJson(run.report);
  outcomeOf(run.report);
  const { cost } = run.report;
  if (cost)
    renderToString(
      <MantineProvider>
        <CostTab report={{ ...run.report, cost }} firing={run.spec.firing} task={taskOf(run.spec.task)} />
      </MantineProvider>,
    );
}

test('a whole run is drawn', () => {
  // Hooks for the layout do nothing on a server, and React says so in older versions.
  const error = vi.spyOn(console, 'error');
  show(whole);
  expect(error.mock.calls).toEqual([]);
});

test('a run that is broken anywhere is drawn or refused', () => {
  const paths: (string | number)[][] = [];
  const walk = (value: unknown, path: (string | number)[]) => {
    if (path.length > 0) paths.push(path);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    for (const key of Object.keys(value)) walk((value as Any)[key], [...path, key]);
  };
  walk(whole, []);
  const junk = fc.oneof(
    fc.anything({ withDate: true, withTypedArray: true, withBigInt: true }),
    fc.constantFrom(undefined, null, Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 1e308, '', 'x', [], {}),
  );
  let drawn = 0;
  let refused = 0;
  fc.assert(
    fc.property(fc.constantFrom(...paths), junk, (path, value) => {
      const run = structuredClone(whole);
      const inner = path.slice(0, -1).reduce((at, key) => at[key], run);
      inner[path.at(-1)!] = value;
      const read = readStoredRun(run);
      if ('unreadable' in read) {
        refused++;
        return;
      }
      show(read.run);
      drawn++;
    }),
    { numRuns: 150, endOnFailure: true },
  );
  expect(drawn).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
});
