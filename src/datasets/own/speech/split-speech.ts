/**
 * Splits imported speech into its parts. What a set names stays as it is. Where it names no test,
 * some talkers are kept for the open condition; and what is missing for validation and the closed
 * condition is cut from the training recordings, so that no segment is in two parts.
 */
import { createRandom } from '../../../engine/work/random.ts';
import { DataError } from '../../dataset.ts';
import type { Skipped } from '../../formats/format.ts';
import type { DecodedRecording } from '../../formats/speech/decoded-speech.ts';
import { speechRate } from '../../speech/speech-set.ts';
import { usualSeconds } from '../../speech/speech-source.ts';
import { usualSeed } from '../split.ts';
import type { PartName, StoredRecording } from './own-speech.ts';

/** Samples that are cut off the end of a recording for another part. */
const piece = usualSeconds * speechRate;
/** Share of the talkers, or of a talker's recordings, that goes to another part. */
const share = 0.1;
/** Fewest recordings of a talker, for each part that is missing, of which whole ones are taken. */
const manyRecordings = 5;

type HeldPart = 'validation' | 'closed';

const stored = ({ speaker, gender, channels }: DecodedRecording, part: PartName): StoredRecording => ({
  part,
  speaker,
  gender,
  channels,
});

function bySpeaker(recordings: readonly DecodedRecording[]): Map<string, DecodedRecording[]> {
  const speakers = new Map<string, DecodedRecording[]>();
  for (const recording of recordings) {
    const own = speakers.get(recording.speaker);
    if (own) own.push(recording);
    else speakers.set(recording.speaker, [recording]);
  }
  return new Map([...speakers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Chooses talkers by seed, of each gender as many as `count` says of its number. */
function chosenSpeakers(
  recordings: readonly DecodedRecording[],
  count: (talkers: number) => number,
  seed: number,
  purpose: string,
): Set<string> {
  const groups = new Map<string | null, string[]>();
  for (const [speaker, [first]] of bySpeaker(recordings)) {
    const group = groups.get(first!.gender) ?? [];
    groups.set(first!.gender, [...group, speaker]);
  }
  const chosen = [...groups].flatMap(([gender, speakers]) => {
    const order = createRandom(seed, `${purpose} ${gender}`).permutation(speakers.length);
    return [...order.subarray(0, count(speakers.length))].map((at) => speakers[at]!);
  });
  return new Set(chosen);
}

/** Chooses talkers that nobody learns from; none of few. */
function openSpeakers(recordings: readonly DecodedRecording[], seed: number): Set<string> {
  const count = (talkers: number) =>
    talkers >= 8 ? Math.max(2, Math.round(share * talkers)) : talkers >= 4 ? 1 : 0;
  const chosen = chosenSpeakers(recordings, count, seed, 'own open talkers');
  return chosen.size >= 2 ? chosen : new Set();
}

const length = ({ channels }: DecodedRecording) => channels[0]!.length;

/**
 * Chooses talkers whose long recordings give an end to validation: a quarter, since every end that
 * is cut off is one less to learn from.
 */
function validatingSpeakers(recordings: readonly DecodedRecording[], seed: number): Set<string> {
  const long = recordings.filter((recording) => length(recording) > 2 * piece);
  const count = (talkers: number) => Math.max(2, Math.ceil(talkers / 4));
  return chosenSpeakers(long, count, seed, 'own validating talkers');
}

/** Takes the wanted parts from a talker's recordings: whole ones of many, else the ends of long. */
function heldOf(
  own: readonly DecodedRecording[],
  wanted: readonly HeldPart[],
  seed: number,
  validates: boolean,
): StoredRecording[] {
  const speaker = own[0]!.speaker;
  const long = own.filter((recording) => length(recording) >= piece);
  const isShort = own.every((recording) => length(recording) <= 2 * piece);
  const enough = manyRecordings * wanted.length;
  const whole = long.length >= enough ? long : isShort && own.length >= enough ? own : null;
  if (whole) {
    const order = createRandom(seed, `own held out of ${speaker}`).permutation(whole.length);
    const each = Math.max(1, Math.round(share * whole.length));
    const parts = new Map(
      wanted.flatMap((part, p) =>
        [...order.subarray(p * each, (p + 1) * each)].map((at) => [whole[at]!, part] as const),
      ),
    );
    return own.map((recording) => stored(recording, parts.get(recording) ?? 'train'));
  }
  const ends = wanted.filter((part) => part !== 'validation' || validates);
  return own.flatMap((recording) => {
    let [left] = recording.channels as [Int16Array];
    const cut: StoredRecording[] = [];
    for (const part of ends) {
      if (left.length <= 2 * piece) break;
      cut.push({ ...stored(recording, part), channels: [left.slice(-piece)] });
      left = left.slice(0, -piece);
    }
    return [{ ...stored(recording, 'train'), channels: [left] }, ...cut];
  });
}

function talkersIn(recordings: readonly StoredRecording[], part: PartName): number {
  return new Set(recordings.filter((own) => own.part === part).map(({ speaker }) => speaker)).size;
}

export interface SplitSpeech {
  readonly recordings: readonly StoredRecording[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly string[];
}

/** Splits recordings of talkers. Throws a {@link DataError} when a part has fewer than two. */
export function splitTalkers(name: string, all: readonly DecodedRecording[], seed = usualSeed): SplitSpeech {
  const named = (split: DecodedRecording['split']) => all.filter((recording) => recording.split === split);
  const [test, validation] = [named('test'), named('validation')];
  const learnable = all.filter(({ split }) => split === 'train' || split === null);
  const open = test.length > 0 ? new Set<string>() : openSpeakers(learnable, seed);
  const train = learnable.filter(({ speaker }) => !open.has(speaker));
  const known = new Set(train.map(({ speaker }) => speaker));
  const isOpen = ({ speaker }: DecodedRecording) => !known.has(speaker);
  const tested = [...test, ...learnable.filter(({ speaker }) => open.has(speaker))];
  const unseen = new Set(tested.filter(isOpen).map(({ speaker }) => speaker));
  const skipped: Skipped[] = [];
  const validated = validation.filter(({ path, speaker }) => {
    if (!unseen.has(speaker)) return true;
    skipped.push({ path, reason: `is of ${speaker}, whom the open test needs unheard` });
    return false;
  });
  const wanted: HeldPart[] = [];
  // Where a recording has one end to give, validation comes first.
  if (validated.length === 0) wanted.push('validation');
  if (!tested.some((recording) => !isOpen(recording))) wanted.push('closed');
  const validating = validatingSpeakers(train, seed);
  const recordings = [
    ...[...bySpeaker(train)].flatMap(([speaker, own]) => heldOf(own, wanted, seed, validating.has(speaker))),
    ...validated.map((recording) => stored(recording, 'validation')),
    ...tested.map((recording) => stored(recording, isOpen(recording) ? 'open' : 'closed')),
  ];
  check(name, recordings);
  return { recordings: inOrder(recordings), skipped, notes: notesOn(recordings) };
}

const order: readonly PartName[] = ['train', 'validation', 'closed', 'open', 'test'];

function inOrder(recordings: readonly StoredRecording[]): StoredRecording[] {
  return order.flatMap((part) => recordings.filter((recording) => recording.part === part));
}

function check(name: string, recordings: readonly StoredRecording[]): void {
  const remedy = `Give recordings longer than ${2 * usualSeconds} s, or at least ${2 * manyRecordings} of each talker, or name the splits.`;
  const train = talkersIn(recordings, 'train');
  if (train < 2)
    throw new DataError(
      `${name} has ${train === 0 ? 'no talkers' : 'one talker'} to learn from, and a mixture needs two. Give more, in folders or named by a table.`,
    );
  if (talkersIn(recordings, 'validation') < 2)
    throw new DataError(
      `${name} has fewer than two talkers for validation, and none can be cut off. ${remedy}`,
    );
  if (talkersIn(recordings, 'closed') < 2 && talkersIn(recordings, 'open') < 2)
    throw new DataError(
      `${name} has fewer than two talkers for the test, and none can be cut off. ${remedy}`,
    );
}

/** Says which conditions and pairings the test will lack. */
function notesOn(recordings: readonly StoredRecording[]): string[] {
  const notes: string[] = [];
  for (const part of ['closed', 'open'] as const)
    if (talkersIn(recordings, part) < 2)
      notes.push(`There is no ${part} condition: it has fewer than two talkers.`);
  const unknown = new Set(recordings.filter(({ gender }) => gender === null).map(({ speaker }) => speaker));
  if (unknown.size > 0)
    notes.push(
      `The gender of ${unknown.size} ${unknown.size === 1 ? 'talker is' : 'talkers is'} not known: scores by same and different gender leave them out.`,
    );
  for (const part of ['train', 'closed', 'open'] as const) {
    const genders = (['F', 'M'] as const).map((gender) =>
      talkersIn(
        recordings.filter((own) => own.gender === gender),
        part,
      ),
    ) as [number, number];
    if (genders[0] + genders[1] < 2) continue;
    if (genders.includes(0)) notes.push(`All talkers of ${part} with a known gender have the same one.`);
    else if (genders.includes(1)) {
      const ones = (['F', 'M'] as const).filter((_, g) => genders[g] === 1);
      notes.push(
        `One talker alone of ${part} is ${ones.join(', and one ')}: no mixture has two of that gender.`,
      );
    }
  }
  return notes;
}

/** Splits mixtures. A split that they do not name is a tenth of the training ones. */
export function splitMixtures(name: string, all: readonly DecodedRecording[], seed = usualSeed): SplitSpeech {
  const named = (split: DecodedRecording['split']) => all.filter((recording) => recording.split === split);
  let train = [...named('train'), ...named(null)];
  const cut = (purpose: string): DecodedRecording[] => {
    const places = createRandom(seed, purpose).permutation(train.length);
    const count = Math.max(1, Math.round(share * train.length));
    const off = new Set(places.subarray(0, count));
    const held = train.filter((_, i) => off.has(i));
    train = train.filter((_, i) => !off.has(i));
    return held;
  };
  const missing = (named('test').length === 0 ? 1 : 0) + (named('validation').length === 0 ? 1 : 0);
  if (train.length < 1 + missing)
    throw new DataError(
      `${name} has too few mixtures: ${train.length} for training, where ${1 + missing} are the fewest. Give more, below a folder tr or train.`,
    );
  const test = named('test').length > 0 ? named('test') : cut('own test mixtures');
  const validation = named('validation').length > 0 ? named('validation') : cut('own validation mixtures');
  return {
    recordings: [
      ...train.map((recording) => stored(recording, 'train')),
      ...validation.map((recording) => stored(recording, 'validation')),
      ...test.map((recording) => stored(recording, 'test')),
    ],
    skipped: [],
    notes: ['These mixtures are used as they are. Scores are not split by condition or gender.'],
  };
}
