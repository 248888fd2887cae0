/** Shows a text of a lesson: its terms explained, its figures taken live from the page. */
import { Term } from '../../words/glossary/Term.tsx';
import type { TermId } from '../../words/glossary/terms.ts';
import { type Piece, piecesOf } from '../text.ts';
import classes from './lessons.module.css';
import type { WordsOf } from './use-step.ts';

interface RichTextProps {
  readonly text: string;
  /** The words of the figures in it. */
  readonly wordsOf: WordsOf;
}

export function RichText({ text, wordsOf }: RichTextProps) {
  return piecesOf(text).map((piece, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change places
    <PieceOf key={i} piece={piece} wordsOf={wordsOf} />
  ));
}

function PieceOf({ piece, wordsOf }: { readonly piece: Piece; readonly wordsOf: WordsOf }) {
  switch (piece.kind) {
    case 'plain':
      return piece.words;
    case 'strong':
      return <b>{piece.words}</b>;
    case 'term':
      return <Term id={piece.term as TermId}>{piece.words}</Term>;
    case 'figure':
      return <span className={classes.figure}>{wordsOf(piece.figure) ?? '…'}</span>;
  }
}
