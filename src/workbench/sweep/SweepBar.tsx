/**
 * The sweep's part of the top bar: buttons to run, pause, resume and cancel it, and its progress.
 */
import { Button } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useState } from 'react';
import buttons from '../topbar/buttons.module.css';
import { WithKey } from '../topbar/WithKey.tsx';
import { CancelModal } from './CancelModal.tsx';
import { SweepProgress } from './SweepProgress.tsx';
import { useSweeps } from './store/state.ts';
import { useMain } from './use-main.ts';

export function SweepBar() {
  const main = useMain();
  const underWay = useSweeps((state) => state.underWay);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <fieldset className={buttons.buttons} aria-label="Sweep">
        <WithKey label="Run the cells of the sweep, pause or go on" keys="Space">
          <Button
            className={buttons.main}
            size="sm"
            leftSection={
              main.action === 'pause' ? (
                <IconPlayerPauseFilled size={15} />
              ) : (
                <IconPlayerPlayFilled size={15} />
              )
            }
            disabled={main.action === 'none'}
            onClick={main.act}
          >
            {main.words}
          </Button>
        </WithKey>
        <WithKey label="End the sweep; the cells that ended are kept" keys="Esc">
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlayerStopFilled size={13} />}
            disabled={!underWay || underWay.cancelling}
            onClick={() => setAsking(true)}
          >
            Cancel
          </Button>
        </WithKey>
      </fieldset>
      <SweepProgress />
      <CancelModal opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}
