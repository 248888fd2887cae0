/**
 * The numbers that stand in the texts of the lessons, each with the reason why it may: everything
 * else is taken live from the page. Numbers within names (conv1, p99, ϑ/2) and the places in the
 * paper are none.
 */

/** Returns the distinct numbers of texts, sorted as texts; figures in braces are left out. */
export function numbersOf(texts: readonly string[]): string[] {
  const numbers = texts.flatMap(
    (text) =>
      text
        .replace(/\{[^}]*\}/g, '')
        .replaceAll('ϑ/2', '')
        .replace(/Eq\. \d+/g, '')
        .match(/(?<![\p{L}\d./])\d+(?:\.\d+)?/gu) ?? [],
  );
  return [...new Set(numbers)].toSorted();
}

interface Reason {
  readonly lesson: string;
  readonly step: string;
  readonly number: string;
  readonly reason: string;
}

const of = (lesson: string, step: string, numbers: Readonly<Record<string, string>>): Reason[] =>
  Object.entries(numbers).map(([number, reason]) => ({ lesson, step, number, reason }));

const asked = 'a value that the step asks for';
const perHundred = 'the unit of the question: of 100';

export const reasons: readonly Reason[] = [
  ...of('neuron', 'fire', { 2: asked }),
  ...of('neuron', 'count', { '0.25': 'given', '0.75': 'given', 3: '0.75 / 0.25' }),
  ...of('neuron', 'levels', { 16: asked }),
  ...of('steps', 'converted', { 16: 'the window of the set-up' }),
  ...of('steps', 'two', { 2: asked, 3: 'Ns + 1 levels of 2 steps', 100: perHundred }),
  ...of('steps', 'silence', {
    2: 'a value to try (measured by lesson-claims.test.ts)',
    16: 'a value to try (measured by lesson-claims.test.ts)',
  }),
  ...of('steps', 'enough', {
    4: asked,
    6: 'an option: the windows of the curve',
    8: asked,
    12: 'an option: the windows of the curve',
    16: asked,
    24: 'an option: the windows of the curve',
    64: 'the last window of the curve (use-untuned.ts)',
  }),
  ...of('steps', 'why', {
    0: 'V₀ of the preset',
    16: asked,
    17: 'Ns + 1 levels of 16 steps',
    64: 'the last window of the curve',
  }),
  ...of('steps', 'rest', { 4: 'the window of the preset' }),
  ...of('percentile', 'maximum', {
    99: 'the meaning of p99',
    100: 'the meaning of p99',
    999: 'the meaning of p99.9',
    1000: 'the meaning of p99.9',
  }),
  ...of('percentile', 'percentile', { 100: perHundred }),
  ...of('percentile', 'more-steps', { 4: 'the window of the preset', 16: asked }),
  ...of('dip', 'layers', {
    8: 'the filters of conv1, as the tile writes them',
    3: 'their size',
    2: 'their stride',
  }),
  ...of('dip', 'dip', { 1: 'the first stage', 100: perHundred }),
  ...of('dip', 'frozen', { 2: 'the second stage' }),
  ...of('dip', 'all-at-once', { 4: 'the window of the preset' }),
  ...of('price', 'rare', { 100: perHundred }),
  ...of('price', 'synops', { 1: 'what a spike sends', 100: perHundred }),
  ...of('price', 'energy', { 28: 'the process that the paper names, §5.5' }),
  ...of('diagnosis', 'mend', { 0: 'V₀ of the preset' }),
  ...of('chip', 'limits', { 4: 'an example', 32: 'the bits of a float' }),
  ...of('chip', 'bits', { 2: asked, 100: perHundred }),
  ...of('chip', 'wires', { 64: asked }),
  ...of('chip', 'train', { 3: 'the weight precision of the set-up', 8: 'the window of the set-up' }),
];
