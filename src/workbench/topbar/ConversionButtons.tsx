import { Button } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerStopFilled,
  IconPlayerTrackNextFilled,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { anchor } from '../shared/anchor.ts';
import { command } from '../store/conversion.ts';
import { useAtOnce, useWorkbench } from '../store/store.ts';
import { hasEpochs, methodWords } from '../words/method-words.ts';
import classes from './buttons.module.css';
import { convert, convertTo } from './convert.ts';
import { WithKey } from './WithKey.tsx';

/**
 * Shows the buttons that steer a run. Each subscribes to the state by itself: on the press that
 * starts a run, only those that change are drawn before the next frame. When it pauses or ends they
 * say so before the panels do.
 */
export function ConversionButtons() {
  return (
    <fieldset className={classes.buttons} aria-label="Conversion" {...anchor('convert')}>
      <MainButton />
      <GoOnButton
        boundary="epoch"
        keys="E"
        label="Go on to the end of this epoch, then pause"
        icon={<IconPlayerSkipForwardFilled size={13} />}
      />
      <GoOnButton
        boundary="stage"
        keys="S"
        label="Go on to the end of this stage, then pause"
        icon={<IconPlayerTrackNextFilled size={13} />}
      />
      <StopButton />
    </fieldset>
  );
}

const useRunning = () => useAtOnce((state) => state.live !== null);
const useStopping = () => useAtOnce((state) => state.live?.stopping ?? false);

export function MainButton() {
  const running = useRunning();
  const paused = useAtOnce((state) => state.live?.paused ?? false);
  const { start, startHelp } = methodWords(useWorkbench((state) => state.spec.method));
  const main = !running
    ? {
        words: start,
        help: startHelp,
        icon: <IconPlayerPlayFilled size={15} />,
      }
    : paused
      ? { words: 'Go on', help: 'Go on', icon: <IconPlayerPlayFilled size={15} /> }
      : { words: 'Pause', help: 'Pause after this batch', icon: <IconPlayerPauseFilled size={15} /> };
  return (
    <WithKey label={main.help} keys="Space">
      <Button
        className={classes.main}
        size="sm"
        leftSection={main.icon}
        disabled={useStopping()}
        onClick={convert}
      >
        {main.words}
      </Button>
    </WithKey>
  );
}

interface GoOnButtonProps {
  readonly boundary: 'epoch' | 'stage';
  readonly keys: string;
  readonly label: string;
  readonly icon: ReactNode;
}

function GoOnButton({ boundary, keys, label, icon }: GoOnButtonProps) {
  const epochs = useWorkbench(({ current, spec }) => hasEpochs(current?.spec ?? spec));
  return (
    <WithKey label={label} keys={keys}>
      <Button
        variant="default"
        size="sm"
        leftSection={icon}
        disabled={useStopping() || !epochs}
        onClick={() => convertTo(boundary)}
      >
        {boundary}
      </Button>
    </WithKey>
  );
}

export function StopButton() {
  const running = useRunning();
  const stopping = useStopping();
  const { stopped } = methodWords(useWorkbench(({ current, spec }) => (current?.spec ?? spec).method));
  return (
    <WithKey label={`Stop. ${stopped}`} keys="Esc">
      <Button
        variant="default"
        size="sm"
        leftSection={<IconPlayerStopFilled size={13} />}
        disabled={!running || stopping}
        onClick={() => command('stop')}
      >
        Stop
      </Button>
    </WithKey>
  );
}
