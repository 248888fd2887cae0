import { afterEach, expect, test } from 'vitest';
import { encodeSweepLink } from '../../../runs/link/link.ts';
import { sweepOf } from '../testing/sweep.ts';
import { useSweeps } from './state.ts';
import { sweepId } from './sweeps.ts';

const sweep = sweepOf([{ field: 'criterion', values: ['loss', 'score'] }]);
const time = '2026-01-01T00:00:00.000Z';
const keptAs = (id: string, file: string | null) => ({
  ...{ id, sweep, file, createdAt: time, updatedAt: time, ended: 1 },
});

afterEach(() => useSweeps.setState({ stored: [] }));

test('a sweep that was kept with a value’s former name is known by the id that it had', () => {
  const former = encodeSweepLink(sweep, null).replace('by:loss,score', 'by:loss,accuracy');
  useSweeps.setState({ stored: [keptAs(former, null)] });
  expect(former).toContain('accuracy');
  expect(sweepId(sweep)).toBe(former);
  expect(sweepId({ ...sweep, seeds: 2 })).not.toBe(former);
});

test('a results file is not the sweep itself, and the engine is no part of the id', () => {
  const id = sweepId(sweep);
  useSweeps.setState({ stored: [keptAs(`file results.json ${id}`, 'results.json')] });
  expect(sweepId(sweep)).toBe(id);
  expect(id).not.toMatch(/engine=/);
});
