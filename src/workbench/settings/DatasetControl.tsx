/** Chooses the data set: one of the site's, or one of the visitor's own. */

import { Button, NativeSelect } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { isOwnId, ownId } from '../../exchange/own-shelf.ts';
import { type ChoiceField, fields } from '../../runs/spec/fields.ts';
import { chooseDataset, openData } from '../store/importing.ts';
import { useWorkbench } from '../store/store.ts';
import { describedBy, FieldRow } from './FieldRow.tsx';

const { options } = fields.dataset as ChoiceField;
const own = 'Your data';

export function DatasetControl({
  value,
  message,
}: {
  readonly value: string;
  readonly message: string | null;
}) {
  const sets = useWorkbench((state) => state.ownSets);
  const there = sets.map(({ facts }) => ({ value: ownId(facts.hash), label: facts.title }));
  // A set that is not here stays chosen: the settings are those of a link or a stored run.
  const absent =
    isOwnId(value) && !there.some((set) => set.value === value)
      ? [{ value, label: `${datasetShelf.sourceOf(value)?.name ?? value.slice(0, 12)} (not here)` }]
      : [];
  const id = 'setting-dataset';
  return (
    <FieldRow
      name="dataset"
      message={message}
      controlId={id}
      aside={
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconDatabaseImport size={14} aria-hidden />}
          onClick={openData}
        >
          {own} …
        </Button>
      }
    >
      <NativeSelect
        id={id}
        size="xs"
        mt={4}
        aria-describedby={describedBy('dataset', message)}
        data={[
          ...options.map((option) => ({ value: option.value, label: option.label })),
          ...(there.length + absent.length > 0 ? [{ group: own, items: [...there, ...absent] }] : []),
        ]}
        value={value}
        onChange={(event) => chooseDataset(event.currentTarget.value)}
      />
    </FieldRow>
  );
}
