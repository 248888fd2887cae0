/**
 * Shows the comparison. It is mounted only while the drawer is open: a closed one need not follow
 * the events of a run.
 */
import { useMemo } from 'react';
import { useCompared } from '../store/compared.ts';
import { useShownRun } from '../store/selectors.ts';
import { ComparePanel } from './ComparePanel.tsx';
import { compareRuns } from './comparison.ts';
import { NothingCompared } from './NothingCompared.tsx';
import { RunPicker } from './RunPicker.tsx';

export function Comparing() {
  const shown = useShownRun();
  const compared = useCompared();
  const comparison = useMemo(
    () => (shown && compared.length > 0 ? compareRuns([shown, ...compared]) : null),
    [shown, compared],
  );
  return (
    <>
      <RunPicker />
      {comparison ? <ComparePanel comparison={comparison} /> : <NothingCompared />}
    </>
  );
}
