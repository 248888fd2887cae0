/** Reads damaged inputs of one parser, and checks its law. */
import { isDeepStrictEqual } from 'node:util';
import { diceOf } from '../version-1/mutate.ts';
import { type Finding, findings, Unwritten } from './findings.ts';
import type { Parser } from './parser.ts';

/** How many inputs are read, and the seed of the first; each has its own. */
export interface Amount {
  readonly count: number;
  readonly first: number;
}

/** Most inputs of one reader that can be renewed: one may be harmed without telling. */
const mostBetween = 20;

/**
 * Reads damaged inputs of a parser. `renew` makes its reader anew where an input can harm it; it is
 * awaited after each input that did, and now and then.
 */
export async function fuzz(
  parser: Parser<unknown, unknown>,
  { count, first }: Amount,
  tell: (done: number) => void = () => {},
  { renew }: { renew?: () => Promise<void> } = {},
): Promise<Finding> {
  const found = findings(parser.name, parser.refusals);
  for (let seed = first; seed < first + count; seed++) {
    const given = parser.input(diceOf(seed));
    await found.tryOne(seed, () => keepsLaw(parser, given));
    tell(seed - first + 1);
    if (renew && (parser.isHarmed?.() || (seed - first + 1) % mostBetween === 0)) await renew();
  }
  return found.result();
}

/** Reads an input. Throws its refusal, or an error when it is accepted and breaks the law. */
async function keepsLaw(
  { read, write, compared = (value) => value }: Parser<unknown, unknown>,
  given: unknown,
): Promise<void> {
  const value = await read(given);
  let again: unknown;
  try {
    again = await read(await write(value));
  } catch (error) {
    if (error instanceof Unwritten) throw error;
    throw new Error(`what was accepted is refused when written again: ${(error as Error).message}`);
  }
  if (!isDeepStrictEqual(compared(again), compared(value)))
    throw new Error('what was accepted differs when written again');
}
