/**
 * Splits imported examples into training, validation and test ones. Each split is in a random order
 * that never changes, so that its first n examples are a random part of it.
 */
import { createRandom } from '../../engine/work/random.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError, type Split } from '../dataset.ts';
import type { Decoded, Part } from '../formats/format.ts';

/** The seed of a split unless another is chosen: the same files give the same split for ever. */
export const usualSeed = 20210703;

/** Fewest examples of a split that a run can train or validate on. */
const fewest = 32;

/** Share of the examples that is cut off for validation, and before that for the test. */
const share = 0.1;

/** Returns the examples at these places. */
function taken({ inputs, labels, count }: Part, places: Uint32Array): Split {
  const size = inputs.length / count;
  const kept =
    inputs instanceof Uint8Array
      ? new Uint8Array(places.length * size)
      : new Float32Array(places.length * size);
  places.forEach((from, to) => {
    kept.set(inputs.subarray(from * size, (from + 1) * size), to * size);
  });
  return { count: places.length, inputs: kept, labels: Uint16Array.from(places, (from) => labels[from]!) };
}

function shuffled(part: Part, seed: number, purpose: string): Split {
  return taken(part, createRandom(seed, purpose).permutation(part.count));
}

/** Cuts a tenth off the end of a part in random order, at least {@link fewest} examples. */
function cut(part: Part, seed: number, purpose: string): [rest: Part, off: Part] {
  const order = createRandom(seed, purpose).permutation(part.count);
  const off = Math.min(part.count - 1, Math.max(fewest, Math.round(part.count * share)));
  const at = part.count - off;
  return [taken(part, order.subarray(0, at)), taken(part, order.subarray(at))];
}

/**
 * Returns the three splits: those that the set names, the others cut from its training examples.
 * Throws a {@link DataError} when too few are left.
 */
export function splitUp(
  name: string,
  { parts }: Pick<Decoded, 'parts'>,
  seed = usualSeed,
): Record<'train' | 'validation' | 'test', Split> {
  let { train } = parts;
  const cuts = (parts.validation ? 1 : 2) + (parts.test ? 0 : 1);
  if (train.count < cuts * fewest || (parts.validation?.count ?? fewest) < fewest || parts.test?.count === 0)
    throw new DataError(
      `${name} has too few examples: ${writeCount(train.count)} for training${parts.validation ? ` and ${parts.validation.count} for validation` : ''}, where ${cuts * fewest} and ${fewest} are the fewest. Give more.`,
    );
  let { validation, test } = parts;
  if (!test) [train, test] = cut(train, seed, 'own test');
  if (!validation) [train, validation] = cut(train, seed, 'own validation');
  return {
    train: shuffled(train, seed, 'own train order'),
    validation: shuffled(validation, seed, 'own validation order'),
    test: shuffled(test, seed, 'own test order'),
  };
}
