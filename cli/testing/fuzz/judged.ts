/** What is done with a trained network that a reader accepts. */
import type { ModelDescription } from '../../../src/exchange/models/description.ts';
import { lower } from '../../../src/exchange/models/lower.ts';
import { Unwritten } from './findings.ts';

/** Judges what was read with every choice for max pooling. */
export function judged(description: ModelDescription): ModelDescription {
  for (const pooling of ['max', 'average', 'stride', 'kept'] as const) lower(description, { pooling });
  return description;
}

export const onlyRead = (): never => {
  throw new Unwritten();
};
