/** What became of each layer of an imported network, in words. */

/**
 * `toReplace` is a layer that an analog network runs and that cannot spike everywhere: whoever
 * imports chooses what becomes of it.
 */
export type Verdict = 'converted' | 'folded' | 'kept' | 'replaced' | 'toReplace' | 'refused' | 'notJudged';

export interface ImportLine {
  /** The name of the layer in the file. */
  readonly layer: string;
  /** The kind of layer as the file calls it. */
  readonly title: string;
  readonly verdict: Verdict;
  /** What was made of it, or why it is refused. */
  readonly words: string;
  /** What can be done about a refusal; empty where nothing is refused. */
  readonly remedy: string;
}

export interface ImportReport {
  readonly format: string;
  /** A line for each layer, in the order of the edges. */
  readonly lines: readonly ImportLine[];
}

export const verdictWords: Readonly<Record<Verdict, string>> = {
  converted: 'converted',
  folded: 'folded',
  kept: 'kept',
  replaced: 'replaced',
  toReplace: 'to be chosen',
  refused: 'refused',
  notJudged: 'not judged',
};

/** Returns the lines of the layers that are refused. */
export function refusalsIn({ lines }: ImportReport): readonly ImportLine[] {
  return lines.filter(({ verdict }) => verdict === 'refused');
}

/** Returns whether a layer of the network waits for what becomes of it. */
export function asksForPooling({ lines }: ImportReport): boolean {
  return lines.some(({ verdict }) => verdict === 'toReplace');
}

/** Writes the report as the cells of a table. */
export function reportCells({ lines }: ImportReport): string[][] {
  return [
    ['layer', 'kind', 'verdict', 'what was made of it'],
    ...lines.map(({ layer, title, verdict, words, remedy }) => [
      layer,
      title,
      verdictWords[verdict],
      [words, remedy].filter(Boolean).join('. '),
    ]),
  ];
}
