/** Takes the tensors of a layer out of a file, with errors that name the layer. */
import { ExchangeError, quoted, shapeText } from './error.ts';
import type { TensorFile } from './safetensors.ts';

/**
 * Returns the float tensor `<layer>.<part>`, which must have one of the given shapes and finite
 * values. Throws {@link ExchangeError} naming layer and tensor, what was expected and what was
 * found.
 */
export function floatTensor(
  file: TensorFile,
  layer: string,
  part: string,
  ...shapes: readonly (readonly number[])[]
): Float32Array {
  const where = `layer ${quoted(layer)}: ${part}`;
  const expected = shapes.map(shapeText).join(' or ');
  const tensor = file.tensors.get(`${layer}.${part}`);
  if (!tensor) throw new ExchangeError(`${where} of ${expected} is missing`);
  if (!(tensor.values instanceof Float32Array))
    throw new ExchangeError(`${where} must be F32, F16 or BF16 (got ${tensor.type})`);
  if (!shapes.some((shape) => shapeEqual(shape, tensor.shape)))
    throw new ExchangeError(`${where} must be ${expected} (got ${shapeText(tensor.shape)})`);
  const bad = tensor.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new ExchangeError(`${where} must be finite (entry ${bad} is ${tensor.values[bad]})`);
  return tensor.values;
}

/**
 * Throws {@link ExchangeError} on tensors that belong to no layer, because the file is then not
 * what it claims to be.
 */
export function checkNoOthers(file: TensorFile, expected: ReadonlySet<string>): void {
  for (const name of file.tensors.keys())
    if (!expected.has(name))
      throw new ExchangeError(`tensor ${quoted(name)} belongs to no layer of the network`);
}

export function shapeEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}
