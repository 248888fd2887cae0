/** Writes and reads the file that an imported set is kept in, whatever its kind. */
import { bytesFile, type NamedFile } from '../archives/named-file.ts';
import { joined } from '../bytes.ts';
import { examplesFacts, examplesParts, readExamples } from './examples-file.ts';
import { readHeader } from './header.ts';
import { isOwnSpeech, type OwnData, type OwnDataFacts } from './own-data.ts';
import { readSpeech, speechFacts, speechParts } from './speech/speech-file.ts';

/** Returns the parts of the file in their order: large ones are those of the set, not copies. */
export function ownSetParts(set: OwnData): Uint8Array[] {
  return isOwnSpeech(set) ? speechParts(set) : examplesParts(set);
}

/** Returns the bytes of the file. */
export function writeOwnSet(set: OwnData): Uint8Array {
  return joined(ownSetParts(set));
}

/** Says whether a header is one of speech; headers of examples name no kind. */
function isSpeech(json: unknown): boolean {
  return (Object(json) as { kind?: unknown }).kind === 'speech';
}

/** Reads the facts alone from a file. Throws a `DataError` naming the field. */
export async function readFactsOf(file: NamedFile): Promise<OwnDataFacts> {
  const { json } = await readHeader(file);
  return isSpeech(json) ? speechFacts(file.name, json).facts : examplesFacts(file.name, json);
}

/**
 * Reads a whole file. Throws a `DataError` where its size, a label, a number or its hash is wrong,
 * so that a hash always means the same examples.
 */
export async function readOwnFile(file: NamedFile): Promise<OwnData> {
  const header = await readHeader(file);
  return isSpeech(header.json) ? readSpeech(file, header) : readExamples(file, header);
}

/** Reads the bytes of a whole file, as {@link readOwnFile} does. */
export function readOwnSet(name: string, bytes: Uint8Array): Promise<OwnData> {
  return readOwnFile(bytesFile(name, bytes));
}
