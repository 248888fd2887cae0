import { describe, expect, it } from 'vitest';
import { compareRuns } from './comparison.ts';
import { comparisonCsv, comparisonLatex, comparisonMarkdown } from './export.ts';
import { made } from './testing/runs.ts';

const comparison = compareRuns([
  made('a', { spec: { timeSteps: 8 }, scores: [0.9865, 1 / 3] }),
  made('b', { spec: { timeSteps: 4, network: '28x28-6|4-10' }, scores: [0.9865, 0.25] }),
]);

describe('a comparison as CSV', () => {
  const lines = comparisonCsv(comparison).split('\n');

  it('has a column for each run and tells which they are', () => {
    expect(lines[0]).toMatch(/^group,quantity,unit,1 Ns 8 · .*,2 Ns 4 · /);
    expect(lines[2]).toBe('run,id,,a,b');
    expect(lines).toContain('run,best by validation accuracy,,best,');
    expect(lines.every((line) => line === '' || line.split(',').length === 5)).toBe(true);
    expect(lines.at(-1)).toBe('');
  });

  it('has numbers that read back the same, and layers under their names', () => {
    expect(lines).toContain(`Outcome,SNN test accuracy,0-1,${1 / 3},0.25`);
    expect(lines).toContain('Settings that differ,Time steps Ns,steps,8,4');
    expect(lines).toContain('fc2,Correlation,Pearson r,0.98,0.98');
  });
});

describe('a comparison as Markdown', () => {
  const text = comparisonMarkdown(comparison);
  const lines = text.split('\n');

  it('is one table, differences in brackets', () => {
    expect(lines[1]).toBe('|---|---:|---:|');
    expect(text).toContain('| SNN test accuracy | 33.33 % | 25.00 % (−8.33 points) |');
    expect(lines[0]).toMatch(/^\| {2}\| 1 · .* \(best\) \| 2 · [^(]* \|$/);
    expect(text).toContain('Best is the run with the highest validation accuracy');
    expect(text).toContain('| **fc1** (4→8 · 8 neurons) |  |  |');
  });

  it('lets no bar in a value break the table', () => {
    const table = lines.filter((line) => line.startsWith('|'));
    expect(table.every((line) => line.replaceAll('\\|', '').split('|').length === 5)).toBe(true);
    expect(text).toContain('28x28-6\\|4-10');
  });
});

describe('a comparison as LaTeX', () => {
  const lines = comparisonLatex(comparison).split('\n');

  it('is one table as on screen, with nothing in it that LaTeX takes for a command', () => {
    expect(lines[0]).toBe('\\begin{tabular}{lrr}');
    expect(lines).toContain('  SNN test accuracy & 33.33~\\% & 25.00~\\% ($-$8.33~points) \\\\');
    expect(
      lines.filter((line) => line.endsWith('\\\\')).every((line) => line.split(' & ').length === 3),
    ).toBe(true);
    expect(lines.at(-2)).toBe('\\end{tabular}');
  });
});
