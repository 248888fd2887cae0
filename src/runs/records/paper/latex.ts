/** Writes tables as LaTeX, in the same rows as their CSV or Markdown. */

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  $: '\\$',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '−': '$-$',
  '±': '$\\pm$',
  '×': '$\\times$',
  ϑ: '$\\vartheta$',
  λ: '$\\lambda$',
  '·': '$\\cdot$',
  '₀': '$_0$',
  '–': '--',
  '…': '\\ldots{}',
  '\u00a0': '~',
};

/** Returns a text in which nothing is a command of LaTeX. */
export function latexText(text: string): string {
  return Array.from(text.replace(/[\r\n\t]+/g, ' '), (character) => special[character] ?? character).join('');
}

/**
 * Returns a table with rules of the package booktabs, its first column left and the others right.
 * A cell that is null is empty. Ends in `\n`.
 */
export function latexTable(header: readonly string[], rows: readonly (readonly (string | null)[])[]): string {
  const line = (cells: readonly (string | null)[]) =>
    `  ${cells.map((cell) => latexText(cell ?? '')).join(' & ')} \\\\`;
  return [
    `\\begin{tabular}{l${'r'.repeat(Math.max(0, header.length - 1))}}`,
    '  \\toprule',
    line(header),
    '  \\midrule',
    ...rows.map(line),
    '  \\bottomrule',
    '\\end{tabular}',
    '',
  ].join('\n');
}
