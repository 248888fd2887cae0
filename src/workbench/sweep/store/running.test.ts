import 'fake-indexeddb/auto';
import { afterEach, expect, test } from 'vitest';
import { initialState } from '../../store/state.ts';
import { useWorkbench } from '../../store/store.ts';
import { base, sweepOf } from '../testing/sweep.ts';
import { startSweep } from './running.ts';
import { useSweeps } from './state.ts';

afterEach(() => useWorkbench.setState(initialState, true));

test('a sweep whose imported data are not here does not start', async () => {
  useWorkbench.setState({ ownLoaded: true });
  const sweep = sweepOf([{ field: 'timeSteps', values: [1, 2] }]);
  await startSweep({ ...sweep, base: { ...base, dataset: `own:${'0'.repeat(64)}` } }, 1);
  const { problem, underWay, open, stored } = useSweeps.getState();
  expect(problem?.messages).toEqual([expect.stringContaining('is not here. Import the file')]);
  expect([underWay, open, stored]).toEqual([null, null, []]);
});
