/** The limits within which files of models are read, so that none can exhaust the memory. */
import { writeCount } from '../../tasks/writing.ts';
import { ExchangeError, quoted } from '../error.ts';

/** Most bytes of a model, all its files together: twice the weights of VGG-16 in 32 bits. */
export const mostModelBytes = 2 ** 30;

/** Most layers of a graph, and most tensors of a file. */
export const mostNodes = 10_000;

/** Throws {@link ExchangeError} when files are larger than a model may be. */
export function checkModelBytes(name: string, bytes: number): void {
  if (bytes > mostModelBytes)
    throw new ExchangeError(
      `${name} has ${writeCount(bytes)} bytes; a model may have ${writeCount(mostModelBytes)}`,
    );
}

/** Returns values that must be finite. Throws {@link ExchangeError} that names the tensor. */
export function finite<T extends Float32Array | Float64Array>(name: string, values: T): T {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new ExchangeError(
      `tensor ${quoted(name)} must be finite (entry ${bad} is ${values[bad]}); train the network again, or with a lower rate`,
    );
  return values;
}
