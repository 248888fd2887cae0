/**
 * Shows the state of the run on screen: what it loads, how it is trained, its outcome, or what went
 * wrong and what was kept.
 */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlayFilled, IconPlayerStop } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Live } from '../../../runs/records/live.ts';
import type { RunRecord } from '../../../runs/records/record.ts';
import { useShownLive, useShownRun } from '../../store/selectors.ts';
import { useWorkbench } from '../../store/store.ts';
import { goOn } from '../../topbar/go-on.ts';
import { goOnWords } from '../../words/go-on-words.ts';
import { bytesWords } from '../../words/progress-words.ts';
import { Outcome } from '../Outcome.tsx';
import classes from './notice.module.css';
import { cutOffWords, keptWords } from './notice-words.ts';

export function RunNotice() {
  const run = useShownRun();
  const live = useShownLive();
  if (!run) return null;
  if (live) return <Underway live={live} />;
  switch (run.status) {
    case 'finished':
      return (
        <Notice tone="good">
          <Outcome run={run} />
        </Notice>
      );
    case 'stopped':
      return (
        <Notice tone="plain" icon={<IconPlayerStop size={18} />}>
          <b>Stopped.</b> {keptWords(run)} <GoOn run={run} />
        </Notice>
      );
    case 'interrupted':
      return (
        <Notice tone="plain" icon={<IconAlertTriangle size={18} />}>
          <b>Cut off.</b> {run.stages.length > 0 ? run.failure : cutOffWords(run)} <GoOn run={run} />
        </Notice>
      );
    case 'failed':
      return <Failed run={run} />;
    case 'running':
      return (
        <Notice tone="plain" icon={<IconPlayerStop size={18} />}>
          This run is under way in another tab. {keptWords(run)}
        </Notice>
      );
  }
}

function Failed({ run }: { run: RunRecord }) {
  return (
    <Notice tone="bad" icon={<IconAlertTriangle size={18} />} alert>
      <b>The run failed.</b> {run.failure ?? 'The engine gave no reason.'} {keptWords(run)} <GoOn run={run} />
    </Notice>
  );
}

/** Offers to go on where the run was cut off, when what that needs is kept. */
function GoOn({ run }: { run: RunRecord }) {
  const ended = useWorkbench(({ resumable }) => resumable.get(run.id));
  const busy = useWorkbench(({ current }) => current !== null);
  if (ended === undefined) return null;
  return (
    <Button
      className={classes.goOn}
      size="compact-xs"
      variant="default"
      leftSection={<IconPlayerPlayFilled size={11} />}
      disabled={busy}
      onClick={() => void goOn(run.id)}
    >
      {goOnWords(run, ended)}
    </Button>
  );
}

function Underway({ live }: { live: Live }) {
  const { loading } = live;
  if (!loading) return null;
  const known = loading.totalBytes > 0;
  return (
    <div className={classes.notice} data-tone="loading" role="status">
      <span>
        Loading {loading.what}
        {known && ` · ${bytesWords(loading.loadedBytes)} of ${bytesWords(loading.totalBytes)}`}
      </span>
      <span className={classes.loadingBar} data-known={known ? true : undefined}>
        <i style={known ? { width: `${(100 * loading.loadedBytes) / loading.totalBytes}%` } : {}} />
      </span>
    </div>
  );
}

interface NoticeProps {
  readonly tone: 'good' | 'plain' | 'bad';
  readonly icon?: ReactNode;
  readonly alert?: boolean;
  readonly children: ReactNode;
}

function Notice({ tone, icon, alert = false, children }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={alert ? 'alert' : 'status'}>
      {icon}
      <div>{children}</div>
    </div>
  );
}
