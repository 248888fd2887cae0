/** Lists all formats, and reads what a person gave by the first that recognises it. */
import { writeCount } from '../../tasks/writing.ts';
import type { NamedFile } from '../archives/named-file.ts';
import { DataError } from '../dataset.ts';
import { cifarBinary } from './cifar-binary.ts';
import { csv } from './csv.ts';
import { openFolder } from './folder.ts';
import type { Decoded, Format, Surroundings } from './format.ts';
import { idx } from './idx.ts';
import { imageFolder, isImage } from './image-folder.ts';
import { npy } from './npy.ts';
import { isSound } from './sound/recording.ts';
import type { DecodedSpeech, SpeechFormat } from './speech/decoded-speech.ts';
import { mixtures } from './speech/mixtures.ts';
import { talkers } from './speech/talkers.ts';

type AnyFormat = Format | SpeechFormat;

export const formats: readonly AnyFormat[] = [cifarBinary, idx, mixtures, talkers, npy, imageFolder, csv];

export interface Imported extends Decoded {
  readonly format: Format;
  /** What a person should know of how it was read, in sentences. */
  readonly notes: readonly string[];
}

export interface ImportedSpeech extends DecodedSpeech {
  readonly format: SpeechFormat;
}

/**
 * Says which formats are left out because an archive holds images and sounds: of both, the kind
 * that there is more of is read.
 */
function leftOut(paths: readonly string[]): { readonly formats: readonly AnyFormat[]; notes: string[] } {
  const [images, sounds] = [isImage, isSound].map((is) => paths.filter(is).length) as [number, number];
  const isSpeech = sounds > images;
  const others = isSpeech ? images : sounds;
  const words = isSpeech ? (['images', 'sounds'] as const) : (['sounds', 'images'] as const);
  return {
    formats: isSpeech ? [imageFolder] : [mixtures, talkers],
    notes:
      others > 0
        ? [
            `It holds ${words[0]} and ${words[1]}. The ${words[1]} were taken, as there are ${sounds === images ? 'as many' : 'more'} of them. Left out: ${writeCount(others)} of the ${words[0]}.`,
          ]
        : [],
  };
}

/** Reads an archive, some files or a directory. Throws a {@link DataError} in words. */
export async function readData(
  name: string,
  files: readonly NamedFile[],
  surroundings: Surroundings,
): Promise<Imported | ImportedSpeech> {
  const folder = await openFolder(name, files, surroundings.signal);
  surroundings.found?.(folder.paths.length);
  const without = leftOut(folder.paths);
  const format = formats
    .filter((each) => !without.formats.includes(each))
    .find((each) => each.recognises(folder.paths));
  if (!format) {
    const looks = formats.map((each) => `${each.title} (${each.looks})`).join('; ');
    throw new DataError(
      `${name} is of no format that is read: its first file is ${folder.paths[0]}. These are: ${looks}.`,
    );
  }
  if ('read' in format) return { format, ...(await format.read(folder, surroundings)), notes: without.notes };
  const speech = await format.readSpeech(folder, surroundings);
  return { format, ...speech, notes: [...without.notes, ...speech.notes] };
}
