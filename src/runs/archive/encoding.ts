/**
 * Writes any value that a browser can store as JSON, and reads it back the same: typed arrays,
 * times, numbers that JSON lacks, and values that occur several times. What JSON has is written as
 * itself; all else is an object with `$`, the kind, and `of`.
 */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const arrays = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
} as const;

type ArrayName = keyof typeof arrays;

const numbers: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

/** Most bytes that are turned into characters at once: they become arguments of a call. */
const chunk = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

function bytesOf(base64: unknown): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(String(base64)), (character) => character.charCodeAt(0));
}

/** Returns the value as JSON. What no browser needs to show a run, such as a blob, is lost. */
export function encode(value: unknown): Json {
  const seen = new Map<object, number>();
  const tagged = (kind: string, of: Json = null): Json => ({ $: kind, of });
  const write = (value: unknown): Json => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return tagged('number', Object.is(value, -0) ? '-0' : String(value));
      case 'bigint':
        return tagged('bigint', String(value));
      case 'object':
        return value === null ? null : writeObject(value);
      default:
        return tagged('undefined');
    }
  };
  const writeObject = (value: object): Json => {
    const known = seen.get(value);
    if (known !== undefined) return tagged('same', known);
    seen.set(value, seen.size);
    if (Array.isArray(value)) return Array.from(value, write);
    if (ArrayBuffer.isView(value)) {
      const { buffer, byteOffset, byteLength } = value;
      const name = value.constructor.name;
      if (!Object.hasOwn(arrays, name)) return tagged('lost', name);
      return tagged(name, base64Of(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)));
    }
    if (value instanceof Date) return tagged('Date', write(value.getTime()));
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && value.constructor?.name !== 'Object' && !Object.hasOwn(value, 'constructor'))
      return tagged('lost', Object.prototype.toString.call(value));
    const entries = Object.entries(value).map(([key, inner]) => [key, write(inner)] as const);
    // An object of somebody's own with such a key would be read as one of ours.
    return Object.hasOwn(value, '$') ? tagged('object', entries) : Object.fromEntries(entries);
  };
  return write(value);
}

/** Returns the value that the JSON stands for. Throws a TypeError when it stands for none. */
export function decode(json: unknown): unknown {
  const seen: unknown[] = [];
  const fill = (target: object, entries: readonly (readonly [string, unknown])[]) => {
    for (const [key, inner] of entries)
      Object.defineProperty(target, key, {
        value: read(inner),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    return target;
  };
  const read = (json: unknown): unknown => {
    if (typeof json !== 'object' || json === null) return json;
    if (Array.isArray(json)) {
      const list: unknown[] = [];
      seen.push(list);
      for (const item of json) list.push(read(item));
      return list;
    }
    if (Object.hasOwn(json, '$')) return readTagged(json as { $: unknown; of?: unknown });
    const target = {};
    seen.push(target);
    return fill(target, Object.entries(json));
  };
  const readTagged = ({ $: kind, of }: { $: unknown; of?: unknown }): unknown => {
    const keep = <T>(value: T): T => {
      seen.push(value);
      return value;
    };
    if (typeof kind === 'string' && Object.hasOwn(arrays, kind))
      return keep(new arrays[kind as ArrayName](bytesOf(of).buffer));
    switch (kind) {
      case 'number':
        if (typeof of === 'string' && Object.hasOwn(numbers, of)) return numbers[of];
        throw new TypeError(`no number ${String(of)}`);
      case 'bigint':
        return BigInt(String(of));
      case 'undefined':
        return undefined;
      case 'lost':
        return keep(null);
      case 'Date':
        return keep(new Date(read(of) as number));
      case 'same':
        if (typeof of === 'number' && of in seen) return seen[of];
        throw new TypeError(`no value ${String(of)} before this one`);
      case 'object': {
        if (!Array.isArray(of)) throw new TypeError('an object without entries');
        return fill(
          keep({}),
          of.map(([key, inner]) => [String(key), inner] as const),
        );
      }
      default:
        throw new TypeError(`no kind ${String(kind)}`);
    }
  };
  return read(json);
}
