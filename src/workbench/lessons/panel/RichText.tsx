/** Shows a text of a lesson: its terms explained, its figures taken live from the page. */
import { Term } from '../../words/glossary/Term.tsx';
import type { TermId } from '../../words/glossary/terms.ts';
import type { Facts } from '../facts.ts';
import { figureOf } from '../figures.ts';
import { type Piece, piecesOf } from '../text.ts';
import classes from './lessons.module.css';

interface RichTextProps {
  readonly text: string;
  readonly facts: Facts;
}

export function RichText({ text, facts }: RichTextProps) {
  return piecesOf(text).map((piece, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change places
    <PieceOf key={i} piece={piece} facts={facts} />
  ));
}

function PieceOf({ piece, facts }: { readonly piece: Piece; readonly facts: Facts }) {
  switch (piece.kind) {
    case 'plain':
      return piece.words;
    case 'strong':
      return <b>{piece.words}</b>;
    case 'term':
      return <Term id={piece.term as TermId}>{piece.words}</Term>;
    case 'figure':
      return <span className={classes.figure}>{figureOf(piece.figure, facts)?.words ?? '…'}</span>;
  }
}
