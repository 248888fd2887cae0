/**
 * Damages files in ways that occur: fields lost or of another type, bytes flipped, ends cut off.
 */
import type { Any } from './read.ts';

export interface Dice {
  /** Returns a whole number from 0 to `below` − 1. */
  roll(below: number): number;
  pick<T>(of: readonly T[]): T;
}

/** Returns dice that give the same rolls for the same seed (mulberry32). */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const roll = (below: number) => Math.floor(below * next());
  return { roll, pick: (of) => of[roll(of.length)]! };
}

function deep(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

/** Values that no field accepts, each made anew. */
const junk: readonly (() => unknown)[] = [
  () => null,
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => 2 ** 53,
  () => true,
  () => '',
  () => 'constructor',
  () => '__proto__',
  () => 'x'.repeat(20_000),
  () => '28x28-c999999999s2-10',
  () => '1024x1024-c64-c64-c64-c64-65535',
  () => [],
  () => [null],
  () => new Array(5000).fill(0),
  () => ({}),
  () => ({ length: 3 }),
  () => ({ version: 9 }),
  () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
  () => deep(200),
];

function retyped(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return Number.isNaN(Number(value)) ? value.length : Number(value);
  if (typeof value === 'boolean') return value ? 'on' : 0;
  if (Array.isArray(value)) return { ...value };
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  if (typeof value === 'object' && value !== null) return Object.values(value);
  return [value];
}

const isInner = (value: unknown): value is Record<string, unknown> | unknown[] =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length > 0 &&
  !ArrayBuffer.isView(value) &&
  !(value instanceof Blob);

/** Damages one place of a value, in place: the deeper parts as often as the outer ones. */
function damage(root: Any, dice: Dice): void {
  let at: Any = root;
  let key = dice.pick(Object.keys(at));
  while (isInner(at[key]) && dice.roll(5) > 0) {
    at = at[key];
    key = dice.pick(Object.keys(at));
  }
  const other = dice.pick(Object.keys(at));
  switch (dice.roll(6)) {
    case 0:
      if (Array.isArray(at)) at.splice(Number(key), 1);
      else delete at[key];
      break;
    case 1:
      at[key] = retyped(at[key]);
      break;
    case 2:
      [at[key], at[other]] = [at[other], at[key]];
      break;
    case 3:
      if (Array.isArray(at)) at.push(at[Number(key)]);
      else Object.assign(at, { [`${key}2`]: at[key] });
      break;
    default:
      at[key] = dice.pick(junk)();
  }
}

/** Damages up to three places of a value, in place. */
export function damaged<T>(value: T, dice: Dice): T {
  for (let i = dice.roll(3); i >= 0; i--) if (isInner(value)) damage(value, dice);
  return value;
}

/** Damages a text: cut off, a piece lost or doubled, signs changed. */
export function damagedText(text: string, dice: Dice): string {
  const at = dice.roll(text.length + 1);
  const length = 1 + dice.roll(8);
  const piece = text.slice(at, at + length);
  switch (dice.roll(5)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + length);
    case 2:
      return text.slice(0, at) + piece + piece + text.slice(at + length);
    case 3:
      return text.slice(0, at) + String.fromCodePoint(dice.roll(0xd800)) + text.slice(at + 1);
    default:
      return text.slice(0, at) + dice.pick([...'0123456789.-,;:&=%#{}[]"']) + text.slice(at + 1);
  }
}

/** Damages bytes: cut off, some flipped, some lost. */
export function damagedBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  const copy = bytes.slice();
  const at = dice.roll(copy.length);
  switch (dice.roll(4)) {
    case 0:
      return copy.slice(0, at);
    case 1:
      return Uint8Array.from([...copy.slice(0, at), ...copy.slice(at + 1 + dice.roll(16))]);
    default:
      // Most flips are near the beginning, where the header is.
      for (let i = dice.roll(4); i >= 0; i--)
        copy[dice.roll(dice.roll(copy.length) + 1)]! ^= 1 << dice.roll(8);
      return copy;
  }
}

/** Damages the header of a safetensors file, inside or out, and leaves it whole as JSON. */
export function withDamagedHeader(bytes: Uint8Array, dice: Dice): Uint8Array {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const metadata = header.__metadata__;
  const key = Object.keys(metadata)[0]!;
  if (dice.roll(3) === 0) damaged(header, dice);
  else {
    const inner = JSON.parse(metadata[key]);
    metadata[key] = JSON.stringify(damaged(inner, dice));
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  const whole = new Uint8Array(8 + text.length + bytes.length - 8 - length);
  new DataView(whole.buffer).setBigUint64(0, BigInt(text.length), true);
  whole.set(text, 8);
  whole.set(bytes.subarray(8 + length), 8 + text.length);
  return whole;
}
