/** Says that a newer version lies ready, and takes it when somebody asks and nothing computes. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { newerVersionWords } from '../../runs/execution/missing.ts';
import classes from './offer-newer.module.css';

export interface Newer {
  /** Resolves to whether a run or a sweep is under way in any tab. */
  isBusy(): Promise<boolean>;
  /** Loads the page again in the newer version. */
  take(): void;
}

const id = 'newer-version';
const title = 'A newer version';

function show(newer: Newer, words: string): void {
  // An offer that stands already is replaced.
  notifications.hide(id);
  notifications.show({
    id,
    title,
    message: (
      <>
        <p className={classes.words}>{words}</p>
        <Button variant="default" size="compact-sm" onClick={() => void take(newer)}>
          Reload
        </Button>
      </>
    ),
    autoClose: false,
  });
}

async function take(newer: Newer): Promise<void> {
  if (await newer.isBusy().catch(() => false))
    show(newer, 'A run is under way in one of its tabs. Reload when it has ended.');
  else newer.take();
}

export function offerNewer(newer: Newer): void {
  show(newer, `${newerVersionWords} Runs that have ended are kept.`);
}
