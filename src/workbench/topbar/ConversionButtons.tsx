import { Button } from '@mantine/core';
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipForwardFilled,
  IconPlayerStopFilled,
  IconPlayerTrackNextFilled,
} from '@tabler/icons-react';
import { command } from '../store/conversion.ts';
import { useWorkbench } from '../store/store.ts';
import { convert, convertTo } from './convert.ts';
import classes from './topbar.module.css';
import { WithKey } from './WithKey.tsx';

export function ConversionButtons() {
  const running = useWorkbench((state) => state.live !== null);
  const paused = useWorkbench((state) => state.live?.paused ?? false);
  const stopping = useWorkbench((state) => state.live?.stopping ?? false);
  const main = !running
    ? {
        words: 'Convert',
        help: 'Turn the network into a spiking one, layer by layer',
        icon: <IconPlayerPlayFilled size={15} />,
      }
    : paused
      ? { words: 'Go on', help: 'Go on', icon: <IconPlayerPlayFilled size={15} /> }
      : { words: 'Pause', help: 'Pause after this batch', icon: <IconPlayerPauseFilled size={15} /> };
  return (
    <fieldset className={classes.buttons} aria-label="Conversion">
      <WithKey label={main.help} keys="Space">
        <Button
          className={classes.main}
          size="sm"
          leftSection={main.icon}
          disabled={stopping}
          onClick={convert}
        >
          {main.words}
        </Button>
      </WithKey>
      <WithKey label="Go on to the end of this epoch, then pause" keys="E">
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlayerSkipForwardFilled size={13} />}
          disabled={stopping}
          onClick={() => convertTo('epoch')}
        >
          epoch
        </Button>
      </WithKey>
      <WithKey label="Go on to the end of this stage, then pause" keys="S">
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPlayerTrackNextFilled size={13} />}
          disabled={stopping}
          onClick={() => convertTo('stage')}
        >
          stage
        </Button>
      </WithKey>
      <WithKey label="Stop; the stages that ended are kept" keys="Esc">
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
    </fieldset>
  );
}
