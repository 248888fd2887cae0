/**
 * Edits the readout stage: a switch, but on and locked under hardware limits, which hold for the
 * output layer too.
 */
import { Switch } from '@mantine/core';
import { isLimited } from '../../runs/spec/constraint.ts';
import { setSetting, useSpec } from '../store/settings.ts';
import { FieldRow, helpId } from './FieldRow.tsx';

export function ReadoutControl({ message }: { message: string | null }) {
  const spec = useSpec();
  const needed = isLimited(spec);
  const id = 'setting-readoutStage';
  return (
    <FieldRow
      name="readoutStage"
      message={message}
      controlId={id}
      aside={
        <Switch
          id={id}
          size="xs"
          checked={needed || spec.readoutStage}
          disabled={needed}
          aria-describedby={helpId('readoutStage')}
          onChange={(event) => setSetting('readoutStage', event.currentTarget.checked)}
        />
      }
    />
  );
}
