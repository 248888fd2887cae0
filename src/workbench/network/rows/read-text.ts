/** Reads the notation as it is typed beside the rows; what cannot be read says where. */
import { NetworkError } from '../../../networks/network-error.ts';
import { type ParsedPart, parseInput, parseNotation, parsePart } from '../../../networks/notation.ts';
import { type Draft, draftOf } from './draft.ts';

/** Returns the draft of a text, with the ids of `former`; or why and where it cannot be read. */
export function readText(
  text: string,
  former: Draft,
): { readonly draft: Draft } | { readonly problem: string } {
  const typed = text.replace(/\s/g, '');
  try {
    return { draft: draftOf(parseNotation(typed), former) };
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return { problem: `${placeOf(typed)}${error.message}` };
  }
}

/** Returns the place of the first part that cannot be read, as “In layer 3: ”. */
function placeOf(text: string): string {
  const [head = '', ...parts] = text.split('-');
  let layer = 0;
  try {
    let reached: Pick<ParsedPart, 'handsOn' | 'weighted' | 'front'> = {
      handsOn: parseInput(head),
      weighted: 1,
    };
    for (const part of parts) {
      layer++;
      const { handsOn: arriving, weighted, front } = reached;
      reached = parsePart(part, { part: layer, last: layer === parts.length, weighted, arriving, front });
    }
  } catch (error) {
    if (error instanceof NetworkError) return layer === 0 ? 'In the input: ' : `In layer ${layer}: `;
    throw error;
  }
  return '';
}
