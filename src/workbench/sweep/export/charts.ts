/**
 * Turns charts on the page into SVG that stands alone: their computed styles are written into every
 * element.
 */
import type { Picture } from './picture.ts';

/**
 * The style properties that the charts need; the browser resolves the page's variables and mixes.
 */
const styles = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
] as const;

/** Copies an SVG element with its styles written out, into a group that moves it to its place. */
function inlined(source: Element): Element {
  const copy = source.cloneNode(true) as Element;
  const originals = [source, ...source.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, i) => {
    const computed = getComputedStyle(original);
    const target = copies[i]!;
    target.removeAttribute('class');
    target.removeAttribute('tabindex');
    target.removeAttribute('style');
    for (const name of styles) {
      const value = computed.getPropertyValue(name);
      if (value && value !== 'none' && value !== 'normal') target.setAttribute(name, srgb(value));
      else if (value === 'none' && (name === 'fill' || name === 'stroke')) target.setAttribute(name, 'none');
    }
  });
  return copy;
}

/**
 * Rewrites `color(srgb 0.5 0.25 0)`, the form in which mixed colours are computed, since not every
 * program that reads SVG knows it.
 */
export function srgb(value: string): string {
  const mixed = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)\)$/.exec(value);
  if (!mixed) return value;
  return `rgb(${[1, 2, 3].map((i) => Math.round(255 * Number(mixed[i]))).join(', ')})`;
}

/**
 * Returns every chart inside `box` at its place, with the words of its figure above; null when
 * there is none.
 */
export function serialiseCharts(box: HTMLElement): Picture | null {
  const frame = box.getBoundingClientRect();
  const parts: string[] = [];
  for (const figure of box.querySelectorAll('figure')) {
    for (const text of figure.querySelectorAll('figcaption, p span')) parts.push(textAt(text, frame));
    for (const svg of figure.querySelectorAll('svg')) {
      const { left, top, width, height } = svg.getBoundingClientRect();
      if (width === 0 || height === 0) continue;
      const copy = inlined(svg);
      copy.setAttribute('x', String(Math.round(left - frame.left)));
      copy.setAttribute('y', String(Math.round(top - frame.top)));
      copy.setAttribute('width', String(width));
      copy.setAttribute('height', String(height));
      parts.push(new XMLSerializer().serializeToString(copy));
    }
  }
  if (parts.length === 0) return null;
  return { kind: 'markup', markup: parts.join('\n'), width: frame.width, height: box.scrollHeight };
}

function textAt(element: Element, frame: DOMRect): string {
  // Only the words are drawn, to the right of the mark that a key has before them.
  const mark = element.querySelector('svg')?.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  const { color, fontFamily, fontSize } = getComputedStyle(element);
  const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  text.setAttribute('x', String(Math.round((mark ? mark.right + 6 : box.left) - frame.left)));
  text.setAttribute('y', String(Math.round((box.top + box.bottom) / 2 - frame.top)));
  text.setAttribute('dy', '0.35em');
  text.setAttribute('fill', srgb(color));
  text.setAttribute('font-family', fontFamily);
  text.setAttribute('font-size', fontSize);
  text.textContent = element.textContent?.trim() ?? '';
  return new XMLSerializer().serializeToString(text);
}
