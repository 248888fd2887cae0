/**
 * The markup of a lesson's texts: `[Ns](timeSteps)` is a term of the glossary, `**so**` is strong,
 * and `{untunedAt:16}` is a figure that is taken live from the page.
 */

export type Piece =
  | { readonly kind: 'plain' | 'strong'; readonly words: string }
  | { readonly kind: 'term'; readonly words: string; readonly term: string }
  | { readonly kind: 'figure'; readonly figure: string };

const pattern = /\[([^\]]+)\]\(([a-zA-Z]+)\)|\*\*([^*]+)\*\*|\{([a-zA-Z][a-zA-Z0-9]*(?::[a-zA-Z0-9]+)?)\}/g;

/** Returns the pieces of a text, in order; what is no markup is plain. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) pieces.push({ kind: 'plain', words: text.slice(from, match.index) });
    const [whole, words, term, strong, figure] = match;
    if (words !== undefined && term !== undefined) pieces.push({ kind: 'term', words, term });
    else if (strong !== undefined) pieces.push({ kind: 'strong', words: strong });
    else if (figure !== undefined) pieces.push({ kind: 'figure', figure });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ kind: 'plain', words: text.slice(from) });
  return pieces;
}

/** Returns the figures that a text names. */
export function figuresIn(text: string): string[] {
  return piecesOf(text).flatMap((piece) => (piece.kind === 'figure' ? [piece.figure] : []));
}
