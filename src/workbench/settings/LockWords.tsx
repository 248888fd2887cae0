/** Says why the settings cannot be changed, and offers to free them. */
import { useWorkbench } from '../store/store.ts';
import { unlock } from '../store/view/class-view.ts';
import classes from './lock-words.module.css';

export function LockWords() {
  const lesson = useWorkbench(({ viewPart }) => viewPart.lesson !== null);
  return (
    <span>
      This link locks the settings{lesson && '; the lesson’s own buttons still set them'} ·{' '}
      <button type="button" className={classes.way} onClick={unlock}>
        Open unlocked
      </button>
    </span>
  );
}
