/** Chooses the trained network that a run starts from: the preset's, or an imported one. */
import { Button, NativeSelect } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { modelShelf, presetModel } from '../../exchange/own-models.ts';
import { openData } from '../store/importing.ts';
import { chooseModel } from '../store/models/choose-model.ts';
import { useWorkbench } from '../store/store.ts';
import { describedBy, FieldRow } from './FieldRow.tsx';

interface ModelControlProps {
  readonly value: string;
  readonly message: string | null;
}

export function ModelControl({ value, message }: ModelControlProps) {
  const models = useWorkbench((state) => state.ownModels);
  const there = models.map(({ facts }) => ({ value: facts.id, label: `Imported: ${facts.title}` }));
  // A network that is not here stays chosen: the settings are those of a link or a stored run.
  const absent =
    value !== presetModel && !there.some((model) => model.value === value)
      ? [{ value, label: `${modelShelf.sourceOf(value)?.title ?? value.slice(0, 12)} (not here)` }]
      : [];
  const id = 'setting-model';
  return (
    <FieldRow
      name="model"
      message={message}
      controlId={id}
      aside={
        <Button
          variant="default"
          size="compact-xs"
          leftSection={<IconFileImport size={14} aria-hidden />}
          onClick={openData}
        >
          Import …
        </Button>
      }
    >
      <NativeSelect
        id={id}
        size="xs"
        mt={4}
        aria-describedby={describedBy('model', message)}
        data={[{ value: presetModel, label: 'The preset’s' }, ...there, ...absent]}
        value={value}
        onChange={(event) => chooseModel(event.currentTarget.value)}
      />
    </FieldRow>
  );
}
