/** Names the sweep on screen, and shows its state and what went wrong with it. */
import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconFileText, IconWindow } from '@tabler/icons-react';
import { linkOfOtherEngine } from '../../runs/records/other-engine.ts';
import type { CheckedDraft } from '../store/draft.ts';
import { useWorkbench } from '../store/store.ts';
import { inputsBeside } from '../words/method-words.ts';
import { enginesOf, enginesWords, environmentsOf, machineWords } from './machine-words.ts';
import { countsWords } from './plan-words.ts';
import { countStates } from './results/cells.ts';
import { useSweeps } from './store/state.ts';
import { adoptSweep, sweepId } from './store/sweeps.ts';
import classes from './sweep.module.css';
import type { ShownSweep } from './use-sweep.ts';
import { sweepTitle } from './words.ts';

export interface SweepHeadProps {
  readonly shown: ShownSweep | null;
  readonly draft: CheckedDraft;
}

export function SweepHead({ shown, draft }: SweepHeadProps) {
  const problem = useSweeps((state) => state.problem);
  const elsewhere = useSweeps((state) => shown !== null && state.elsewhere.has(shown.id));
  const engine = useWorkbench(({ link, spec, linkEngine }) =>
    spec === link ? linkOfOtherEngine(linkEngine) : null,
  );
  const differs =
    shown !== null &&
    !shown.planned &&
    (draft.sweep === null || sweepId(draft.sweep) !== sweepId(shown.sweep));
  const inputs = shown && inputsBeside(shown.views.map(({ cell }) => cell.spec));
  const machine = shown && machineWords(environmentsOf(shown.views));
  const computedBy = shown && enginesWords(enginesOf(shown.views));
  return (
    <>
      {problem && (
        <Alert
          className={classes.problem ?? ''}
          role="alert"
          title={problem.title}
          icon={<IconAlertTriangle size={18} />}
          withCloseButton
          closeButtonLabel="Dismiss"
          onClose={() => useSweeps.setState({ problem: null })}
        >
          <ul>
            {problem.messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Alert>
      )}
      {shown && (
        <div className={classes.head}>
          <h2>{sweepTitle(shown.sweep)}</h2>
          <span className={classes.counts}>
            {shown.planned ? 'planned, nothing has run yet' : countsWords(countStates(shown.views))}
          </span>
          {machine && <span className={classes.counts}>{machine}</span>}
          {computedBy && <span className={classes.counts}>{computedBy}</span>}
          {shown.file && (
            <span className={classes.badge}>
              <IconFileText size={14} aria-hidden /> from {shown.file}
            </span>
          )}
          {engine && <span className={classes.counts}>{engine}</span>}
          {inputs && <span className={classes.counts}>{inputs}</span>}
          {elsewhere && (
            <span className={classes.badge} data-tone="tandem" role="status">
              <IconWindow size={14} aria-hidden /> runs in another tab; its cells show here as they end
            </span>
          )}
          {differs && (
            <span className={classes.differs}>
              The form holds another sweep.
              <Button variant="subtle" size="compact-xs" onClick={() => adoptSweep(shown.sweep)}>
                Take this one into the form
              </Button>
            </span>
          )}
        </div>
      )}
    </>
  );
}
