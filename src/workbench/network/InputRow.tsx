/** The row of the input: its height, width and channels, or the samples of a signal. */
import { whole } from '../shared/format.ts';
import { edit } from './editor.ts';
import { Field } from './Field.tsx';
import classes from './network.module.css';
import type { DraftCheck } from './rows/check.ts';
import { type Draft, inputSides, takesSignal } from './rows/draft.ts';
import { setInput } from './rows/edits.ts';

const labels: Record<(typeof inputSides)[number], string> = {
  height: 'Height',
  width: 'Width',
  channels: 'Channels',
};

export function InputRow({ draft, check }: { draft: Draft; check: DraftCheck['input'] }) {
  const { input } = draft;
  const wrong = check.problem !== null;
  const signal = takesSignal(draft);
  return (
    <li className={classes.row} aria-label="Input" data-wrong={wrong || undefined}>
      <div className={classes.layer}>
        <span className={classes.handle} aria-hidden />
        <span className={classes.name}>Input</span>
        <div className={classes.fields}>
          {(signal ? (['width'] as const) : inputSides).map((side) => (
            <Field
              key={side}
              id={`network-input-${side}`}
              label={signal ? 'Samples' : labels[side]}
              value={input[side]}
              wrong={wrong}
              describedBy={wrong ? 'network-input-problem' : undefined}
              onChange={(typed) =>
                edit((draft) => setInput(draft, { [side]: typed.replace(/\s/g, '') }), `input ${side}`)
              }
            />
          ))}
        </div>
      </div>
      <span className={classes.figure}>
        <span className={classes.figureName}>Gives</span>
        {check.shape ? (signal ? `${whole(check.shape[1])} samples` : check.shape.join('×')) : '–'}
      </span>
      {wrong && (
        <p id="network-input-problem" className={classes.problem} role="alert">
          {check.problem}.
        </p>
      )}
    </li>
  );
}
