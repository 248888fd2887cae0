/** Limits and checks that the formats share. */
import { sizeOf } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { writeMebibytes } from '../archives/limits.ts';
import { DataError } from '../dataset.ts';

export const mostClasses = 1000;

/** Most bytes of all decoded inputs together. */
export const mostInputBytes = 1536 * 2 ** 20;

/** Throws unless this many inputs of a shape fit into {@link mostInputBytes}. */
export function checkInputs(name: string, count: number, shape: readonly number[], bytesEach: 1 | 4): void {
  const bytes = count * sizeOf(shape) * bytesEach;
  if (count < 1) throw new DataError(`${name} has no examples. Give one with some.`);
  if (!(bytes <= mostInputBytes))
    throw new DataError(
      `${name} has ${writeCount(count)} inputs of ${shape.join('×')}, ${writeMebibytes(bytes)} in all; ${writeMebibytes(mostInputBytes)} fit. Give fewer or smaller ones.`,
    );
  if (shape.some((length) => !(length >= 1 && length <= 4096)))
    throw new DataError(`${name} has inputs of ${shape.join('×')}; each side must be from 1 to 4,096.`);
}

/** Throws unless there are 2 to {@link mostClasses} classes. */
export function checkClasses(name: string, count: number): void {
  if (count < 2)
    throw new DataError(
      `${name} has ${count === 1 ? 'one class' : 'no classes'}, and a network needs two to tell apart. Give a set with more classes.`,
    );
  if (count > mostClasses)
    throw new DataError(
      `${name} has ${writeCount(count)} classes, more than ${writeCount(mostClasses)}. Give fewer.`,
    );
}
