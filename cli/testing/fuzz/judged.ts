/** What is done with a trained network that a reader accepts. */
import type { ModelDescription } from '../../../src/exchange/models/description.ts';
import { lower } from '../../../src/exchange/models/lower.ts';
import { replacements } from '../../../src/exchange/own-models.ts';
import { Unwritten } from './findings.ts';

/** Judges what was read with every choice for max pooling. */
export function judged(description: ModelDescription): ModelDescription {
  for (const pooling of ['max', ...replacements] as const) lower(description, { pooling });
  return description;
}

export const onlyRead = (): never => {
  throw new Unwritten();
};
