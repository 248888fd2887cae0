import { Button, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { isApart } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './topbar.module.css';

export function ShareButton({ onShare }: { onShare: () => void }) {
  const apart = useWorkbench(isApart);
  return (
    <Tooltip
      label={
        apart
          ? 'Copy a link that opens the settings in the form; the run on screen has others'
          : 'Copy a link that opens exactly these settings'
      }
    >
      <Button
        className={classes.share}
        variant="default"
        size="sm"
        aria-label="Share link"
        leftSection={<IconLink size={16} />}
        onClick={onShare}
      >
        Share link
      </Button>
    </Tooltip>
  );
}
