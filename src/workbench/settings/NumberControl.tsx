/** Edits a number by hand; for a count of examples the help says how many the data set has. */
import { type FieldName, fields } from '../../runs/spec/fields.ts';
import { mostExamples } from '../store/limits.ts';
import { useWorkbench } from '../store/store.ts';
import { FieldRow } from './FieldRow.tsx';
import { NumberInput } from './NumberInput.tsx';
import { writeNumber } from './numbers.ts';

export interface NumberControlProps {
  readonly name: FieldName;
  readonly value: number;
  readonly message: string | null;
}

export function NumberControl({ name, value, message }: NumberControlProps) {
  const most = useWorkbench(({ spec }) => mostExamples(name, spec));
  const { help, reference } = fields[name];
  const id = `setting-${name}`;
  return (
    <FieldRow
      name={name}
      message={message}
      controlId={id}
      aside={<NumberInput id={id} name={name} value={value} message={message} />}
      {...(most !== null && { help: { words: `${help} There are ${writeNumber(most)}.`, reference } })}
    />
  );
}
