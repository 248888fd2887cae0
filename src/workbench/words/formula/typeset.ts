/**
 * Typesets formulas in TeX as MathML, which browsers draw and screen readers read. This file is
 * loaded with the first formula, and so are its library and its font.
 */
import temml from 'temml';
import './math-font.css';

/** Attributes of style, which the page's policy refuses; formula.module.css has what is needed. */
const styles = / style="[^"]*"/g;

/** Returns the MathML of a formula. Throws where the TeX is wrong. */
export function typeset(tex: string): string {
  return temml.renderToString(tex, { displayMode: true, throwOnError: true }).replaceAll(styles, '');
}
