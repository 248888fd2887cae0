import { expect, it } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { fileName } from './file-name.ts';

const spec = presetSpec('mnist@1');

it('names a file by what was changed and when', () => {
  const run = { name: 'Ns 16 · V₀ ϑ/2', createdAt: '2026-01-02T03:04:05.678Z', spec };
  expect(fileName(run, 'csv')).toBe('spikewise-mnist-1-ns-16-v0-theta-2-2026-01-02-03-04.csv');
});

it('lets nothing of a hostile name through', () => {
  const run = { name: '../../x"<script>', createdAt: '2026-01-02T03:04:05Z', spec };
  expect(fileName(run, 'json')).toMatch(
    /^spikewise-mnist-1-\.\.-\.\.-x-script-2026-01-02-03-04\.json$|^[a-z0-9.-]+$/,
  );
});
