/**
 * Reads the page's colours and faces, as canvas strings, from the CSS variables that the theme
 * sets.
 */

const names = [
  'panel',
  'sunk',
  'line',
  'ink',
  'soft',
  'faint',
  'ann',
  'ann-soft',
  'spike',
  'spike-text',
  'spike-soft',
  'tandem',
  'bad',
] as const;

type Name = (typeof names)[number];

export interface Palette {
  readonly colour: Readonly<Record<Name, string>>;
  /** The fonts for figures and for words, at the smallest size of the page. */
  readonly figures: string;
  readonly words: string;
}

let known: { readonly scheme: string | null; readonly palette: Palette } | null = null;

/**
 * Returns the palette. It is read once per colour scheme: asking for a style makes the browser
 * compute every one that has changed.
 */
export function readPalette(element: Element): Palette {
  const scheme = document.documentElement.getAttribute('data-mantine-color-scheme');
  if (known?.scheme !== scheme) known = { scheme, palette: computePalette(element) };
  return known.palette;
}

function computePalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    colour: Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>,
    figures: `12px ${read('num') || 'monospace'}`,
    words: `12px ${read('txt') || 'sans-serif'}`,
  };
}
