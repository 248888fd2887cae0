/**
 * Reads random and mutated hashes as links, and measures that none throws, that each gives a spec
 * that can run, and that what was read comes back from the link that is written for it.
 */
import { isDeepStrictEqual } from 'node:util';
import { decodeLink, encodeLink, encodeSweepLink, maxLinkLength } from '../../../src/runs/link/link.ts';
import {
  hideableParts,
  progressTabs,
  stageTabs,
  viewKeys,
  withView,
} from '../../../src/runs/link/view-part.ts';
import { fieldNames, fields } from '../../../src/runs/spec/fields.ts';
import { presets } from '../../../src/runs/spec/presets/presets.ts';
import { parseSpec, presetSpec } from '../../../src/runs/spec/spec.ts';
import { type Dice, damagedText, diceOf } from '../version-1/mutate.ts';
import { type Any, jsonOf } from '../version-1/read.ts';
import { type Finding, findings } from './findings.ts';

/** Views of an experiment, to be put behind any link. */
const views: readonly string[] = [
  '&lesson=neuron&step=3&hide=settings,sweep&lock=1&projector=1',
  '&embed=1&tab=untuned,counts&layer=conv2&image=17',
];

const known: readonly string[] = [
  ...jsonOf('links.json').links.flatMap(({ hash }: Any) => hash ?? []),
  ...presets.map(({ id }) => encodeLink(presetSpec(id))),
  ...views.flatMap((view) => presets.map(({ id }) => encodeLink(presetSpec(id)) + view)),
];

const keys = ['v', 'preset', 'grid', 'seeds', ...viewKeys, ...fieldNames.map((name) => fields[name].link)];

const pieces = [
  ...keys,
  ...['=', '&', ':', ';', ',', '..', '%', '%2C', '%25', '%E2%80%8B', '%zz', '#', '&amp;', '×', '\u200b', ' '],
  ...['1', '0', '-1', '1e3', '1,000', '64', '99.9', 'on', 'none', 'levels', '28x28-10', 'mnist', '__proto__'],
  ...[...hideableParts, ...progressTabs, ...stageTabs, 'conv1', 'fc3'],
  ...['\ud800', '\udc00', '\0', '😀', 'x'.repeat(300)],
];

/** What programs do to a link on its way. */
const sent: readonly ((hash: string) => string)[] = [
  (hash) => `#${encodeURIComponent(hash.slice(1).replace(/\p{Surrogate}/gu, ''))}`,
  (hash) => hash.replaceAll('&', '&amp;'),
  (hash) => `${hash}).`,
  (hash) => hash.split('').join('\u200b'),
  (hash) => hash + hash,
];

function randomText(dice: Dice): string {
  const length = dice.roll(40);
  return Array.from({ length }, () =>
    dice.roll(3) === 0 ? String.fromCharCode(dice.roll(0x10000)) : dice.pick(pieces),
  ).join('');
}

function mutated(dice: Dice): string {
  let hash = dice.pick(known);
  for (let i = dice.roll(4); i > 0; i--) hash = damagedText(hash, dice);
  if (dice.roll(4) === 0) hash = dice.pick(sent)(hash);
  if (dice.roll(8) === 0) hash += `&${dice.pick(keys)}=${randomText(dice)}`;
  return hash;
}

function hashFor(dice: Dice): string {
  switch (dice.roll(8)) {
    case 0:
      return `#${randomText(dice)}`;
    case 1:
      return `#v=1&${Array.from({ length: dice.roll(6) }, () => `${dice.pick(keys)}=${randomText(dice)}`).join('&')}`;
    default:
      return mutated(dice);
  }
}

/** Reads a hash. Throws when the parser does, or breaks a law. */
function read(hash: string): void {
  const { spec, sweep, view } = decodeLink(hash);
  if (!isDeepStrictEqual(parseSpec(spec), spec)) throw new Error('the spec cannot run');
  const link = withView(sweep ? encodeSweepLink(sweep) : encodeLink(spec), view);
  if (link.length > maxLinkLength) return;
  const again = decodeLink(link);
  if (again.problems.length > 0) throw new Error(`its own link is refused: ${again.problems[0]!.message}`);
  if (!isDeepStrictEqual([again.spec, again.sweep], [spec, sweep]))
    throw new Error('its own link is another experiment');
  if (!isDeepStrictEqual(again.view, view)) throw new Error('its own link is another view');
}

/** Reads `count` hashes, each under a seed of its own, from `first` on. */
export async function fuzzLinks(
  count: number,
  first = 1,
  tell: (done: number) => void = () => {},
): Promise<Finding> {
  const found = findings('links');
  for (let seed = first; seed < first + count; seed++) {
    const hash = hashFor(diceOf(seed));
    await found.tryOne(seed, () => read(hash));
    tell(seed - first + 1);
  }
  return found.result();
}
