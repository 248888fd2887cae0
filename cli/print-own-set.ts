/** Prints imported data: a preview of a set, and a line for each that is kept. */
import { splitNames } from '../src/datasets/counts.ts';
import { knownWords } from '../src/datasets/own/known-sets.ts';
import { isOwnSpeech, type OwnData, type OwnDataFacts } from '../src/datasets/own/own-data.ts';
import type { OwnFacts, OwnSet } from '../src/datasets/own/own-set.ts';
import { previewOf } from '../src/datasets/own/preview.ts';
import { minutesOf, type OwnSpeechFacts } from '../src/datasets/own/speech/own-speech.ts';
import { speechRate } from '../src/datasets/speech/speech-set.ts';
import { writeCount } from '../src/tasks/writing.ts';
import { table } from './print-report.ts';

/** Most classes whose counts are printed, and most skipped files. */
const mostPrinted = 20;

export function printPreview(set: OwnData): void {
  if (isOwnSpeech(set)) printSpeech(set);
  else printExamples(set);
  for (const note of set.notes ?? []) console.log(`note: ${note}`);
  const { count, first } = set.skipped;
  if (count > 0) console.log(`skipped: ${writeCount(count)}`);
  for (const { path: file, reason } of first.slice(0, mostPrinted)) console.log(`  ${file} ${reason}`);
  const known = isOwnSpeech(set) ? null : knownWords(set);
  if (known) console.log(known);
  console.log(`hash ${set.hash}`);
}

function countsLine({ available }: OwnFacts): string {
  return splitNames.map((split) => `${writeCount(available[split])} ${split}`).join(', ');
}

function printExamples(set: OwnSet): void {
  const { counts, channels } = previewOf(set);
  console.log(
    `${set.title}: ${set.source.format}, inputs of ${set.inputShape.join('×')}, ${set.classNames.length} classes`,
  );
  console.log(`examples: ${countsLine(set)}`);
  channels.forEach(({ least, most, mean }, c) => {
    console.log(`channel ${c + 1}: ${least.toFixed(3)} to ${most.toFixed(3)}, mean ${mean.toFixed(3)}`);
  });
  const rows = set.classNames
    .slice(0, mostPrinted)
    .map((name, i) => [name, ...splitNames.map((split) => writeCount(counts[split][i]!))]);
  console.log(table([['class', ...splitNames], ...rows]));
  if (set.classNames.length > mostPrinted)
    console.log(`and ${set.classNames.length - mostPrinted} more classes`);
}

function speechLine({ parts, layout }: OwnSpeechFacts): string {
  const samples = parts.reduce((sum, part) => sum + part.samples, 0);
  const recordings = parts.reduce((sum, part) => sum + part.recordings, 0);
  const words = layout === 'talkers' ? 'recordings' : 'mixtures';
  return `speech at ${writeCount(speechRate)} Hz, ${writeCount(recordings)} ${words}, ${minutesOf(samples)} min`;
}

function printSpeech(facts: OwnSpeechFacts): void {
  console.log(`${facts.title}: ${facts.source.format}, ${speechLine(facts)}`);
  const isMixed = facts.layout === 'mixed';
  const rows = facts.parts.map(({ part, recordings, talkers, female, male, samples }) => [
    part,
    writeCount(recordings),
    ...(isMixed ? [] : [talkers, female, male].map(writeCount)),
    minutesOf(samples),
  ]);
  const head = isMixed
    ? ['part', 'mixtures', 'minutes']
    : ['part', 'recordings', 'talkers', 'F', 'M', 'minutes'];
  console.log(table([head, ...rows]));
}

/** Says in a line what a set holds. */
export function factsLine(facts: OwnDataFacts): string {
  return isOwnSpeech(facts)
    ? speechLine(facts)
    : `${facts.inputShape.join('×')}, ${facts.classNames.length} classes, ${countsLine(facts)}`;
}
