/**
 * The file of imported examples: after its header, for each split its inputs and then its labels,
 * little-endian.
 */
import { sizeOf } from '../../networks/shape.ts';
import { z } from '../../networks/zod.ts';
import type { NamedFile } from '../archives/named-file.ts';
import { splitNames } from '../counts.ts';
import { DataError, type Split } from '../dataset.ts';
import { mostClasses, mostInputBytes } from '../formats/labels.ts';
import { bytesOf, hashOf } from './hash.ts';
import { alignedPart, checkedHeader, checkSize, type Header, remedy, writeHeader } from './header.ts';
import { commonFields, notesField, text } from './header-fields.ts';
import type { OwnFacts, OwnSet } from './own-set.ts';

const version = 1;

const count = z.int().min(1).max(10_000_000);
const side = z.int().min(1).max(4096);

const headerSchema = z.strictObject({
  version: z.literal(version),
  ...commonFields,
  inputShape: z.tuple([side, side, side]),
  classNames: z.array(text(512)).min(2).max(mostClasses),
  stored: z.enum(['bytes', 'floats']),
  available: z.strictObject({ train: count, validation: count, test: count }),
  notes: notesField.exactOptional(),
});

/** Returns the parts of the file in their order: large ones are those of the set, not copies. */
export function examplesParts(set: OwnSet): Uint8Array[] {
  const { title, inputShape, classNames, stored, available, source, skipped, notes, hash } = set;
  const head = writeHeader({
    ...{ version, title, inputShape, classNames, stored, available, source, skipped },
    ...(notes && { notes }),
    hash,
  });
  return [head, ...splitNames.flatMap((name) => [bytesOf(set[name].inputs), bytesOf(set[name].labels)])];
}

/** Returns the facts of a header. Throws a {@link DataError} naming the field. */
export function examplesFacts(name: string, json: unknown): OwnFacts {
  const { version: _, ...facts } = checkedHeader(name, headerSchema, json);
  if (new Set(facts.classNames).size !== facts.classNames.length)
    throw new DataError(`${name} is not usable: two classes have one name. ${remedy}`);
  return facts;
}

/** Reads the examples after a header. Throws a {@link DataError} where something is wrong. */
export async function readExamples(file: NamedFile, { json, end }: Header): Promise<OwnSet> {
  const { name } = file;
  const facts = examplesFacts(name, json);
  const { inputShape, stored, available, classNames } = facts;
  const each = sizeOf(inputShape) * (stored === 'bytes' ? 1 : 4);
  const total = splitNames.reduce((sum, split) => sum + available[split], 0);
  checkSize(file, total * each > mostInputBytes ? Number.NaN : end + total * (each + 2));
  let at = end;
  const take = (length: number) => {
    at += length;
    return alignedPart(file, at - length, at);
  };
  const splitOf = async (split: keyof typeof available): Promise<Split> => {
    const buffer = await take(available[split] * each);
    const inputs = stored === 'bytes' ? new Uint8Array(buffer) : new Float32Array(buffer);
    if (stored === 'floats' && !inputs.every(Number.isFinite))
      throw new DataError(`${name} is damaged: an input of ${split} is no number. ${remedy}`);
    const labels = new Uint16Array(await take(available[split] * 2));
    if (labels.some((label) => label >= classNames.length))
      throw new DataError(`${name} is damaged: a label of ${split} names no class. ${remedy}`);
    return { count: available[split], inputs, labels };
  };
  const [train, validation] = [await splitOf('train'), await splitOf('validation')];
  const set = { ...facts, train, validation, test: await splitOf('test') };
  if ((await hashOf(set)) !== facts.hash)
    throw new DataError(`${name} is damaged: its examples are not those of its hash. ${remedy}`);
  return set;
}
