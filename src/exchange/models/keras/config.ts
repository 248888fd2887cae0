/** Takes the settings of a Keras layer, each checked, with errors that name the layer. */
import type { Pair } from '../../../networks/shape.ts';
import { ExchangeError, quoted } from '../../error.ts';

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const most = 2 ** 24;

function isWhole(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

/** The settings of one layer. */
export class LayerConfig {
  constructor(
    readonly name: string,
    private readonly values: Json,
  ) {}

  get(key: string): unknown {
    return Object.hasOwn(this.values, key) ? this.values[key] : undefined;
  }

  refuse(key: string, wanted: string): ExchangeError {
    const found = JSON.stringify(this.get(key) ?? null)?.slice(0, 60);
    return new ExchangeError(`layer ${quoted(this.name)}: ${key} must be ${wanted} (got ${found})`);
  }

  whole(key: string): number {
    const value = this.get(key);
    if (!isWhole(value) || value < 1) throw this.refuse(key, 'a whole number');
    return value;
  }

  number(key: string, usual: number): number {
    const value = this.get(key) ?? usual;
    if (typeof value !== 'number' || !Number.isFinite(value)) throw this.refuse(key, 'a number');
    return value;
  }

  flag(key: string, usual: boolean): boolean {
    const value = this.get(key) ?? usual;
    if (typeof value !== 'boolean') throw this.refuse(key, 'true or false');
    return value;
  }

  text(key: string, usual: string): string {
    const value = this.get(key) ?? usual;
    if (typeof value !== 'string') throw this.refuse(key, 'a text');
    return value;
  }

  /** One number for both axes, or two. */
  pair(key: string, usual: Pair): Pair {
    const value = this.get(key) ?? usual;
    const both = isWhole(value) ? [value, value] : value;
    if (!Array.isArray(both) || both.length !== 2 || !both.every((one) => isWhole(one) && one > 0))
      throw this.refuse(key, 'one or two whole numbers');
    return [both[0], both[1]];
  }

  /** Zeros before and after each axis: one number, two, or two pairs. */
  sides(key: string): { before: Pair; after: Pair } {
    const value = this.get(key) ?? 1;
    const axes: unknown[] = Array.isArray(value) ? value : [value, value];
    const pairs = axes.map((axis) => (isWhole(axis) ? [axis, axis] : axis));
    const [rows, columns] = pairs as [number[], number[]];
    const fits =
      pairs.length === 2 &&
      pairs.every((two) => Array.isArray(two) && two.length === 2 && two.every(isWhole));
    if (!fits) throw this.refuse(key, 'whole numbers');
    return { before: [rows[0]!, columns[0]!], after: [rows[1]!, columns[1]!] };
  }

  /** A shape whose first entry is the batch; null where one of the others is not fixed. */
  batchShape(): readonly number[] | null {
    const shape = this.get('batch_input_shape') ?? this.get('batch_shape') ?? null;
    if (!Array.isArray(shape)) return null;
    const sizes: unknown[] = shape.slice(1);
    if (!sizes.every((size) => isWhole(size) && size > 0))
      throw new ExchangeError(
        `layer ${quoted(this.name)}: the size of the input is not fixed (${shape.map((size) => size ?? '?').join('×')}); save the network with a fixed size of images`,
      );
    return sizes as number[];
  }
}
