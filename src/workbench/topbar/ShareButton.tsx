import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconChevronDown, IconLink } from '@tabler/icons-react';
import { isApart } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './topbar.module.css';

interface ShareButtonProps {
  readonly onShare: () => void;
  readonly onMore: () => void;
}

export function ShareButton({ onShare, onMore }: ShareButtonProps) {
  const apart = useWorkbench(isApart);
  return (
    <div className={classes.sharing}>
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
      <Tooltip label="More ways to share">
        <ActionIcon
          className={classes.more}
          variant="default"
          aria-label="More ways to share"
          onClick={onMore}
        >
          <IconChevronDown size={14} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
