import { Button, Tooltip } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import classes from './topbar.module.css';

export function ShareButton({ onShare }: { onShare: () => void }) {
  return (
    <Tooltip label="Copy a link that opens exactly these settings">
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
