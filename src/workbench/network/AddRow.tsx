/** The buttons that add a layer where it can stand. */
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { edit } from './editor.ts';
import classes from './network.module.css';
import { addRow } from './rows/edits.ts';
import { addedKinds, formOf } from './rows/row.ts';

export function AddRow() {
  return (
    <fieldset className={classes.add}>
      <legend className="visually-hidden">Add a layer</legend>
      {addedKinds.map((kind) => (
        <Button
          key={kind}
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => edit((draft) => addRow(draft, kind))}
        >
          {formOf({ kind }).title}
        </Button>
      ))}
    </fieldset>
  );
}
