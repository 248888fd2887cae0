/**
 * Shows the run on screen beside those chosen in the list of runs: a table over the page, and its
 * export. What compares them is loaded when the drawer is first opened.
 */
import { Drawer } from '@mantine/core';
import { lazyPart } from '../shared/boundary/lazy-part.tsx';
import classes from './compare.module.css';

const Comparing = lazyPart('The comparison', async () => (await import('./Comparing.tsx')).Comparing);

export function CompareDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="min(86%, 760px)"
      title="Compare runs"
      classNames={{ content: classes.content ?? '', header: classes.header ?? '', body: classes.body ?? '' }}
    >
      <Comparing />
    </Drawer>
  );
}
