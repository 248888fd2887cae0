/** Shows the events of the run in words, the newest last. */
import { Drawer } from '@mantine/core';
import { Boundary } from '../shared/boundary/Boundary.tsx';
import { useWorkbench } from '../store/store.ts';
import classes from './runs.module.css';

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

export function LogDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="bottom"
      size="42%"
      title="Log of the last run in this tab"
    >
      <Boundary part="The log">
        <Lines />
      </Boundary>
    </Drawer>
  );
}

/**
 * Shows the lines. They are mounted only while the drawer is open: a closed one need not follow
 * them.
 */
function Lines() {
  const log = useWorkbench((state) => state.log);
  const warnings = useWorkbench((state) => state.shown?.warnings ?? none);
  return (
    <>
      {log.length === 0 && <p className={classes.none}>Nothing has run in this tab yet.</p>}
      <ol className={classes.lines}>
        {log.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are only ever added at the end
          <li key={i} data-tone={line.tone}>
            <time>{clock.format(line.at)}</time>
            <span>{line.words}</span>
          </li>
        ))}
      </ol>
      {log.length === 0 && warnings.length > 0 && (
        <>
          <h3 className="eyebrow">Warnings of the run shown</h3>
          <ol className={classes.lines}>
            {warnings.map((warning) => (
              <li key={warning} data-tone="warning">
                <span>{warning}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

const none: readonly string[] = [];
