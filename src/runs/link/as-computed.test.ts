import { expect, test } from 'vitest';
import { parseSpec, presetSpec } from '../spec/spec.ts';
import { reportOf } from '../sweep/testing/report.ts';
import { computedLink } from './as-computed.ts';
import { decodeLink } from './link.ts';

const report = reportOf(parseSpec({ ...presetSpec('mnist@2'), timeSteps: 16 }), {
  test: 0.9,
  validation: 0.9,
});

test('a finished run’s link names the backend, the workers and the engine that computed it', () => {
  const environment = { ...report.environment!, backend: 'wasm', workers: 5 } as const;
  expect(report.spec).toMatchObject({ backend: 'auto', workers: 2 });
  const link = decodeLink(computedLink({ ...report, environment, engine: 7 })!);
  expect(link.problems).toEqual([]);
  expect(link.engine).toBe(7);
  expect(link.spec).toEqual({ ...report.spec, backend: 'wasm', workers: 5 });
});

test('without a backend there is none', () => {
  expect(computedLink({ ...report, environment: null })).toBeNull();
});
