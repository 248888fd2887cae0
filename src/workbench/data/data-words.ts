/** Says in words what a data set holds, how far an import is, and which file is wanted. */
import { splitNames } from '../../datasets/counts.ts';
import type { SplitCounts } from '../../datasets/dataset.ts';
import type { ReadOptions } from '../../datasets/formats/format.ts';
import type { DataFile } from '../../datasets/own/data-file.ts';
import { isOwnSpeech, type OwnDataFacts } from '../../datasets/own/own-data.ts';
import type { ChannelFacts } from '../../datasets/own/preview.ts';
import type { ImportProgress } from '../../runs/data/import-data.ts';
import { writeCount } from '../../tasks/writing.ts';
import { figure } from '../shared/format.ts';
import { bytesWords } from '../words/progress-words.ts';
import { speechWords } from './speech/speech-words.ts';

const splitWords: Readonly<Record<keyof SplitCounts, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};

/** Writes the splits: `45,000 training, 5,000 validation and 10,000 test examples`. */
export function splitsWords(available: SplitCounts): string {
  const [train, validation, test] = splitNames.map(
    (split) => `${writeCount(available[split])} ${splitWords[split]}`,
  );
  return `${train}, ${validation} and ${test} examples`;
}

/** Writes what an imported set holds: `32×32×3, 10 classes, …`, or the speech it is. */
export function ownWords(facts: OwnDataFacts): string {
  if (isOwnSpeech(facts)) return speechWords(facts);
  return `${facts.inputShape.join('×')}, ${facts.classNames.length} classes, ${splitsWords(facts.available)}`;
}

/** Writes how far an import is: `12,000 files · 35.7 MB · 40 %`. */
export function progressWords(progress: ImportProgress | null): string {
  if (!progress) return 'Opening …';
  const { files, bytes, share } = progress;
  const found = files === null ? 'Listing files' : `${writeCount(files)} ${files === 1 ? 'file' : 'files'}`;
  return `${found} · ${bytesWords(bytes)} · ${Math.floor(100 * share)}\u00a0%`;
}

const channelNames: Readonly<Record<number, readonly string[]>> = {
  1: ['grey'],
  3: ['red', 'green', 'blue'],
};

/** Names a channel: red, green and blue of three, else its number. */
export function channelName(channel: number, channels: number): string {
  return channelNames[channels]?.[channel] ?? String(channel + 1);
}

/** Writes range and mean of a channel: `0 … 1, mean 0.473`. */
export function channelWords({ least, most, mean }: ChannelFacts): string {
  return `${figure(least)} … ${figure(most)}, mean ${figure(mean)}`;
}

/** Says how a file was read where that is not usual: `, brought to 32×32, in grey`. */
export function optionsWords({ size, fit, colour, labelColumn, splitSeed }: ReadOptions): string {
  return [
    size && `brought to ${size.join('×')}${fit === 'stretch' ? ' by stretching' : ''}`,
    colour === 'grey' && 'in grey',
    colour === 'colour' && 'in colour',
    labelColumn !== undefined && `classes from the column “${labelColumn}”`,
    splitSeed !== undefined && `split by the seed ${splitSeed}`,
  ]
    .filter(Boolean)
    .map((words) => `, ${words}`)
    .join('');
}

/** Names a file that is wanted, with its size and the way it was read. */
export function fileWords({ name, bytes, options }: DataFile): string {
  return `${name} (${writeCount(bytes)} bytes)${optionsWords(options)}`;
}
