/** The words of the page, each explained, and its keys. */
import { Modal } from '@mantine/core';
import { engineRevision } from '../../engine/revision.ts';
import { paperTitle, paperUrl } from '../../runs/records/paper/reference.ts';
import { softwareVersion } from '../../runs/records/version.ts';
import { useWorkbench } from '../store/store.ts';
import { TermList } from '../words/glossary/TermList.tsx';
import classes from './keys.module.css';
import { shortcuts } from './shortcut-words.ts';
import { partOf } from './shortcuts.ts';

/** Keys within parts of the page, beside the shortcuts. */
const within = [
  { keys: '← →', words: 'In the strip of layers: choose a layer. In the chart: go from epoch to epoch' },
  { keys: '← →', words: 'While a lesson is open: to the step before or after' },
  { keys: 'Space, ← →', words: 'In slow motion: play or pause, one step back or on; Home and End' },
  { keys: 'Tab, ← →', words: 'Tab reaches one underlined word of each panel, arrows lead to its others' },
] as const;

export function HelpModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const hidden = useWorkbench(({ viewPart }) => viewPart.hide);
  const here = shortcuts.filter(({ shortcut }) => !hidden.some((part) => part === partOf[shortcut]));
  return (
    <Modal opened={opened} onClose={onClose} title="Words and keys" size="lg">
      <p className={classes.paper}>
        The method is that of J. Wu et al.,{' '}
        <a href={paperUrl} target="_blank" rel="noreferrer">
          {paperTitle}
        </a>
        . § and Eq. are its sections and equations.
      </p>
      <p className={classes.paper}>
        This is Spikewise {softwareVersion}, with revision {engineRevision} of its engine.
      </p>
      <h3 className={classes.title}>Words</h3>
      <TermList />
      <h3 className={classes.title}>Keys</h3>
      <dl className={classes.keys}>
        {[...here, ...within].map(({ keys, words }) => (
          <div key={words}>
            <dt>
              <kbd className={classes.key} translate="no">
                {keys}
              </kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.keysNote}>They are silent while a field, slider or dialog has the focus.</p>
    </Modal>
  );
}
