/** The values of a setting that a step asks to try, as buttons: on a phone the form is a drawer. */

import type { RunSpec } from '../../../runs/spec/spec.ts';
import { shortName, valueWords } from '../../settings/words.ts';
import { settingTo } from '../../store/settings.ts';
import { useWorkbench } from '../../store/store.ts';
import type { Tries } from '../lesson.ts';
import classes from './lessons.module.css';

interface TryButtonsProps {
  readonly tries: Tries;
  readonly spec: RunSpec;
  readonly disabled: boolean;
}

export function TryButtons({ tries: { field, values }, spec, disabled }: TryButtonsProps) {
  const name = shortName(field);
  return (
    <fieldset className={classes.tries} disabled={disabled} aria-label={`Values of ${name} to try`}>
      <span>{name}</span>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          data-try={value}
          aria-pressed={spec[field] === value}
          onClick={() => useWorkbench.setState(settingTo(field, value))}
        >
          {valueWords(field, value)}
        </button>
      ))}
    </fieldset>
  );
}
