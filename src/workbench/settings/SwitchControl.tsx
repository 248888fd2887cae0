import { Switch } from '@mantine/core';
import type { FieldName } from '../../runs/spec/fields.ts';
import { setSetting } from '../store/settings.ts';
import { FieldRow, helpId } from './FieldRow.tsx';

export interface SwitchControlProps {
  readonly name: FieldName;
  readonly value: boolean;
  readonly message: string | null;
}

export function SwitchControl({ name, value, message }: SwitchControlProps) {
  const id = `setting-${name}`;
  return (
    <FieldRow
      name={name}
      message={message}
      controlId={id}
      aside={
        <Switch
          id={id}
          size="xs"
          checked={value}
          aria-describedby={helpId(name)}
          onChange={(event) => setSetting(name, event.currentTarget.checked)}
        />
      }
    />
  );
}
