/**
 * Chooses the method, and describes the one chosen: what it does, what it trains and where it comes
 * from.
 */
import { NativeSelect } from '@mantine/core';
import { recipeOf, recipes } from '../../runs/spec/methods/registry.ts';
import { useDraftTask } from '../store/selectors.ts';
import { chooseMethod } from '../store/settings.ts';
import { inputWords, methodWords } from '../words/method-words.ts';
import { describedBy, FieldRow } from './FieldRow.tsx';
import classes from './settings.module.css';

const id = 'setting-method';

export function MethodControl({ value, message }: { value: string; message: string | null }) {
  const { summary, reference } = recipeOf(value);
  const { id: task } = useDraftTask();
  return (
    <FieldRow
      name="method"
      message={message}
      controlId={id}
      help={{
        words: (
          <>
            {summary} <span className={classes.trains}>{methodWords(value).trains}</span> Its own input:{' '}
            {inputWords({ method: value, inputCoding: 'auto', task })}.
          </>
        ),
        reference,
      }}
    >
      <NativeSelect
        id={id}
        size="xs"
        aria-describedby={describedBy('method', message)}
        data={recipes.map((recipe) => ({ value: recipe.id, label: recipe.title }))}
        value={value}
        onChange={(event) => chooseMethod(event.currentTarget.value)}
      />
    </FieldRow>
  );
}
