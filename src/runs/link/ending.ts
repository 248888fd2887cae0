/** Cuts long names of files for links. */

/** Longest name that a link carries: its end says what kind of file it is. */
const mostLetters = 120;

/** Returns the last letters of a name; half of one, which no link can hold, is replaced. */
export function ending(name: string): string {
  return [...name]
    .slice(-mostLetters)
    .join('')
    .replace(/\p{Surrogate}/gu, '�');
}
