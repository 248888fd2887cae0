/** The values of a setting that a step asks to try, as buttons: on a phone the form is a drawer. */

import { IconCheck } from '@tabler/icons-react';
import { shortName, valueWords } from '../../settings/words.ts';
import { settingTo } from '../../store/settings.ts';
import { useWorkbench } from '../../store/store.ts';
import { type Facts, untunedKey } from '../facts.ts';
import type { Tries } from '../lesson.ts';
import classes from './lessons.module.css';

interface TryButtonsProps {
  readonly tries: Tries;
  readonly facts: Facts;
  /** Whether each of them is to be measured: those that are get a mark. */
  readonly marks: boolean;
  readonly disabled: boolean;
  /** Said beside the buttons where they wait for something. */
  readonly waits?: string | undefined;
}

export function TryButtons({ tries: { field, values }, facts, marks, disabled, waits }: TryButtonsProps) {
  const { spec, scores } = facts;
  const isMeasured = (value: number | string) => marks && scores.has(untunedKey({ ...spec, [field]: value }));
  const name = shortName(field);
  return (
    <fieldset className={classes.tries} disabled={disabled} aria-label={`Values of ${name} to try`}>
      <span>{name}</span>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          data-try={value}
          data-measured={isMeasured(value) || undefined}
          aria-pressed={spec[field] === value}
          onClick={() => useWorkbench.setState(settingTo(field, value))}
        >
          {valueWords(field, value)}
          {isMeasured(value) && <IconCheck size={13} aria-label="measured" />}
        </button>
      ))}
      {waits && <em>{waits}</em>}
    </fieldset>
  );
}
