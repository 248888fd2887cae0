/** Reads a NIR file with another HDF5 reader than the product does, for tests. */
import { Dataset, File, type Group } from 'jsfive';

/** An array as the other reader gives it; a single value has the shape `[]`. */
export interface PlainArray {
  readonly shape: readonly number[];
  readonly values: readonly (number | string)[];
}

/** Returns all arrays of a file by their path, as `node/nodes/input/shape`. */
export function plainArrays(bytes: Uint8Array): Map<string, PlainArray> {
  const copy = Uint8Array.from(bytes);
  const arrays = new Map<string, PlainArray>();
  const walk = (group: Group, path: string) => {
    for (const name of group.keys) {
      const entry = group.get(name);
      if (!(entry instanceof Dataset)) {
        walk(entry as Group, `${path}${name}/`);
        continue;
      }
      const { shape, value } = entry;
      arrays.set(`${path}${name}`, { shape: shape ?? [], values: Array.isArray(value) ? value : [value] });
    }
  };
  walk(new File(copy.buffer, 'file.nir'), '');
  return arrays;
}
