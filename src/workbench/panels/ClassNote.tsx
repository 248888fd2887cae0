/** One quiet line below the bar: what the link hides, locks and enlarges, and how to leave that. */
import { LockWords } from '../settings/LockWords.tsx';
import { useWorkbench } from '../store/store.ts';
import { endProjector, showAll, useLocked } from '../store/view/class-view.ts';
import { partWords } from '../words/part-words.ts';
import classes from './class-note.module.css';

export function ClassNote() {
  const hidden = useWorkbench(({ viewPart }) => viewPart.hide);
  const locked = useLocked();
  const projector = useWorkbench(({ viewPart }) => viewPart.projector);
  if (hidden.length === 0 && !locked && !projector) return null;
  return (
    <div className={classes.note} role="note">
      {hidden.length > 0 && (
        <span>
          <span title={hidden.map((part) => partWords[part]).join(', ')}>
            This link hides {hidden.length === 1 ? 'a part' : `${hidden.length} parts`}
          </span>{' '}
          ·{' '}
          <button type="button" className={classes.way} onClick={showAll}>
            Show all
          </button>
        </span>
      )}
      {locked && <LockWords />}
      {projector && (
        <span>
          This link enlarges the page for a projector ·{' '}
          <button type="button" className={classes.way} onClick={endProjector}>
            Usual size
          </button>
        </span>
      )}
    </div>
  );
}
