/**
 * Translates keys of cells, which hold values by name, `by=score,seed=1`. When a choice was
 * renamed, older cells are found under its former name; so are those of a network that was written
 * with `×`.
 */
import type { Field } from '../spec/field-kinds.ts';
import { type FieldName, fieldNames, fields } from '../spec/fields.ts';

const nameOfKey = new Map<string, FieldName>(fieldNames.map((name) => [fields[name].link, name]));

/** The sign `×` as it stands in a key. */
const times = encodeURIComponent('×');

function renamed(key: string, from: 'was' | 'value', to: 'was' | 'value'): string {
  return key
    .split(',')
    .map((part) => {
      const [link = '', value] = part.split('=');
      const name = nameOfKey.get(link);
      const field: Field | undefined = name && fields[name];
      if (name === 'network' && value !== undefined)
        return `${link}=${from === 'was' ? value.replaceAll(times, 'x') : value.replace(/(?<=\d)x(?=\d)/g, times)}`;
      if (field?.kind !== 'choice') return part;
      const option = field.options.find((each) => each.was !== undefined && each[from] === value);
      return option ? `${link}=${option[to]}` : part;
    })
    .join(',');
}

/** Returns a cell's key as it is today. */
export function presentKey(key: string): string {
  return renamed(key, 'was', 'value');
}

/** Returns the key that the cell had before; the same when no part of it was renamed. */
export function formerKey(key: string): string {
  return renamed(key, 'value', 'was');
}
