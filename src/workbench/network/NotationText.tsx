/** The network as text: it follows the rows, and the rows follow it where it can be read. */
import { type Editing, leaveText, typeText } from './editor.ts';
import classes from './network.module.css';
import { textOf } from './rows/draft.ts';

export function NotationText({ editing }: { editing: Editing }) {
  const { typed, typedProblem, history } = editing;
  return (
    <div className={classes.notation}>
      <label htmlFor="network-notation">Notation</label>
      <textarea
        id="network-notation"
        className={classes.text}
        rows={2}
        spellCheck={false}
        autoComplete="off"
        value={typed ?? textOf(history.present)}
        aria-invalid={typedProblem !== null || undefined}
        aria-describedby="network-notation-message"
        onChange={(event) => typeText(event.currentTarget.value)}
        onBlur={leaveText}
      />
      <p id="network-notation-message" className={classes.problem} role="status">
        {typedProblem !== null && `${typedProblem}. The rows stay as they are.`}
      </p>
    </div>
  );
}
