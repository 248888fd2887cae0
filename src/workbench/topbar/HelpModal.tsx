import { Modal } from '@mantine/core';
import classes from './keys.module.css';
import { shortcuts } from './shortcuts.ts';

export function HelpModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys">
      <dl className={classes.keys}>
        {shortcuts.map(({ keys, words }) => (
          <div key={keys}>
            <dt>
              <kbd className={classes.key} translate="no">
                {keys}
              </kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd className={classes.key} translate="no">
              ← →
            </kbd>
          </dt>
          <dd>In the strip of layers: choose a layer. In the chart: go from epoch to epoch</dd>
        </div>
      </dl>
      <p className={classes.keysNote}>They are silent while a field, slider or dialog has the focus.</p>
    </Modal>
  );
}
