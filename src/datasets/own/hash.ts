/**
 * Computes the hash of an imported set: of its decoded examples, labels, split and class names. How
 * the files were packed or ordered makes no difference.
 */

import { sha256Hex, sha256Text } from '../../exchange/hash.ts';
import { quickSha256 } from '../bytes.ts';
import { splitNames } from '../counts.ts';
import type { Split } from '../dataset.ts';
import type { OwnSet } from './own-set.ts';

type Hashed = Pick<OwnSet, 'inputShape' | 'classNames' | 'stored' | 'train' | 'validation' | 'test'>;

export const bytesOf = (array: Uint8Array | Uint16Array | Float32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

async function sha256(bytes: Uint8Array): Promise<string> {
  return (await quickSha256(bytes)) ?? sha256Hex(bytes);
}

async function lineOf(name: string, { inputs, labels }: Split): Promise<string> {
  return `${name} ${await sha256(bytesOf(inputs))} ${await sha256(bytesOf(labels))}`;
}

export async function hashOf({ inputShape, classNames, stored, ...splits }: Hashed): Promise<string> {
  const lines = [JSON.stringify({ inputShape, classNames, stored })];
  for (const name of splitNames) lines.push(await lineOf(name, splits[name]));
  return sha256Text(lines.join('\n'));
}
