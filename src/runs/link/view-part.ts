/**
 * The part of a link that says how the page shows the experiment. It never changes the experiment:
 * `&lesson=neuron&step=3&hide=settings,sweep&lock=1&projector=1&embed=1&tab=untuned,counts&layer=conv2&image=17`.
 */
import { toLayers } from '../../networks/chain.ts';
import { NetworkError } from '../../networks/network-error.ts';
import { parseNotation } from '../../networks/notation.ts';
import { writeCount } from '../../tasks/writing.ts';
import type { Proof } from '../proof/proof.ts';
import { readProof, writeProof } from '../proof/proof-text.ts';
import { shorten } from '../spec/value-text.ts';

/** The parts of the page that a link can hide. */
export const hideableParts = [
  'intro',
  'presets',
  'sweep',
  'settings',
  'strip',
  'progress',
  'inspect',
  'sample',
  'runs',
  'neuron',
  'share',
] as const;

export type HideablePart = (typeof hideableParts)[number];

/** The tabs of the card with the chart. */
export const progressTabs = ['live', 'untuned'] as const;

/** The tabs of the panel of a layer. */
export const stageTabs = ['activations', 'counts', 'losses', 'layers', 'cost', 'classes'] as const;

export type ProgressTab = (typeof progressTabs)[number];
export type StageTab = (typeof stageTabs)[number];

export interface ViewPart {
  /** Id of a lesson to open. Whether there is such a lesson is for the page to say. */
  readonly lesson: string | null;
  /** The step of the lesson, counted from 1; null without a lesson. */
  readonly step: number | null;
  /** In the order of {@link hideableParts}. */
  readonly hide: readonly HideablePart[];
  /** Whether the settings are shown but cannot be changed. */
  readonly lock: boolean;
  /** Whether the type is enlarged. */
  readonly projector: boolean;
  /** Whether only chart, strip and run button are shown, for a frame in another page. */
  readonly embed: boolean;
  readonly progressTab: ProgressTab | null;
  readonly stageTab: StageTab | null;
  /** Name of the selected layer. */
  readonly layer: string | null;
  /** Index of the test image, from 0 as in the page. */
  readonly image: number | null;
  /** What the author's run came to, to be compared with. */
  readonly proof: Proof | null;
}

export const plainView: ViewPart = {
  lesson: null,
  step: null,
  hide: [],
  lock: false,
  projector: false,
  embed: false,
  progressTab: null,
  stageTab: null,
  layer: null,
  image: null,
  proof: null,
};

const switches = ['lock', 'projector', 'embed'] as const;

export const viewKeys = ['lesson', 'step', 'hide', ...switches, 'tab', 'layer', 'image', 'proof'] as const;

type ViewKey = (typeof viewKeys)[number];

const mostSteps = 99;

/** Largest index of an image that a link can name. */
const lastImage = 9_999_999;

const lessonPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const lessonLetters = 40;

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}

/** Returns the keys and values of a view; none for the plain one. */
export function viewPairs(view: ViewPart): [key: ViewKey, value: string][] {
  const tabs = [view.progressTab, view.stageTab].filter((tab) => tab !== null);
  const texts: Record<ViewKey, string | null> = {
    lesson: view.lesson,
    step: view.step === null ? null : String(view.step),
    hide: view.hide.length > 0 ? view.hide.join(',') : null,
    lock: view.lock ? '1' : null,
    projector: view.projector ? '1' : null,
    embed: view.embed ? '1' : null,
    tab: tabs.length > 0 ? tabs.join(',') : null,
    layer: view.layer,
    image: view.image === null ? null : String(view.image),
    proof: view.proof && writeProof(view.proof),
  };
  return viewKeys.flatMap((key) => {
    const text = texts[key];
    return text === null ? [] : [[key, text]];
  });
}

/** Returns a link with a view behind it. */
export function withView(link: string, view: ViewPart): string {
  return [link, ...viewPairs(view).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)]
    .join('&')
    .replaceAll('%2C', ',');
}

/** What the rest of the link asks for. */
export interface Viewed {
  /** The network in its notation. */
  readonly network: string;
  readonly isSweep: boolean;
}

/** Reads the view of a link. What cannot be used is left out, and reported. */
export function takeView(
  pairs: ReadonlyMap<string, string>,
  viewed: Viewed,
  problems: { key: string; message: string }[],
): ViewPart {
  const take = <T>(key: ViewKey, read: (text: string) => T | null, allowed: string): T | null => {
    const text = pairs.get(key);
    if (text === undefined) return null;
    const value = read(text);
    if (value === null)
      problems.push({ key, message: `${key} must be ${allowed} (got “${shorten(text)}”); it is left out` });
    return value;
  };
  const isOn = (key: (typeof switches)[number]) => take(key, (text) => text === '1' || null, '1') ?? false;
  const whole = (least: number, most: number) => (text: string) =>
    /^(0|[1-9]\d{0,8})$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : null;

  const lesson = take(
    'lesson',
    (text) => (text.length <= lessonLetters && lessonPattern.test(text) ? text : null),
    `the name of a lesson: small letters, digits and hyphens, at most ${lessonLetters}`,
  );
  const step = take('step', whole(1, mostSteps), `a whole number, 1…${mostSteps}`);
  if (step !== null && lesson === null)
    problems.push({ key: 'step', message: 'step is for a lesson, and the link has none; it is left out' });
  const tabs = listed(pairs.get('tab'), 'tab', [...progressTabs, ...stageTabs], problems);
  const layer = takeLayer(pairs.get('layer'), viewed.network, problems);
  const embed = isOn('embed');
  if (embed && viewed.isSweep)
    problems.push({ key: 'embed', message: 'embed is for one run, and the link is a sweep; it is left out' });
  const proof = take('proof', readProof, 'one that Share has written');
  if (proof && viewed.isSweep)
    problems.push({ key: 'proof', message: 'proof is of one run, and the link is a sweep; it is left out' });
  return {
    lesson,
    step: lesson === null ? null : step,
    hide: takeHide(pairs.get('hide'), viewed, problems),
    lock: isOn('lock'),
    projector: isOn('projector'),
    embed: embed && !viewed.isSweep,
    progressTab: onlyOne(tabs, progressTabs, 'the chart', problems),
    stageTab: onlyOne(tabs, stageTabs, 'the layer', problems),
    layer,
    image: take('image', whole(0, lastImage), `the index of an image, 0…${writeCount(lastImage)}`),
    proof: viewed.isSweep ? null : proof,
  };
}

/** Returns the names of a list that are known, each once; the others are reported. */
function listed<T extends string>(
  text: string | undefined,
  key: ViewKey,
  known: readonly T[],
  problems: { key: string; message: string }[],
): readonly T[] {
  if (text === undefined) return [];
  const names = text.split(',');
  const strange = names.filter((name) => !isOneOf(known, name));
  if (strange.length > 0)
    problems.push({
      key,
      message: `${key} takes ${known.join(', ')} (got “${shorten(strange.join(','))}”); ${strange.length === 1 ? 'this' : 'these'} is left out`,
    });
  return known.filter((name) => names.includes(name));
}

function takeHide(
  text: string | undefined,
  { isSweep }: Viewed,
  problems: { key: string; message: string }[],
): readonly HideablePart[] {
  const hide = listed(text, 'hide', hideableParts, problems);
  if (!isSweep || !hide.includes('sweep')) return hide;
  problems.push({ key: 'hide', message: 'hide names sweep, and the link is one; it stays in sight' });
  return hide.filter((part) => part !== 'sweep');
}

/** Returns the tab of one card; of several the first, and the others are reported. */
function onlyOne<T extends string>(
  tabs: readonly string[],
  own: readonly T[],
  card: string,
  problems: { key: string; message: string }[],
): T | null {
  const [first = null, ...more] = own.filter((tab) => tabs.includes(tab));
  if (more.length > 0)
    problems.push({
      key: 'tab',
      message: `tab names more than one tab of ${card}; ${first} is opened`,
    });
  return first;
}

function takeLayer(
  text: string | undefined,
  network: string,
  problems: { key: string; message: string }[],
): string | null {
  if (text === undefined) return null;
  const names = layerNames(network);
  if (names.includes(text)) return text;
  problems.push({
    key: 'layer',
    message: `layer must be one of the network’s, ${names.join(', ')} (got “${shorten(text)}”); it is left out`,
  });
  return null;
}

function layerNames(network: string): readonly string[] {
  try {
    return toLayers(parseNotation(network)).map(({ name }) => name);
  } catch (error) {
    if (error instanceof NetworkError) return [];
    throw error;
  }
}
