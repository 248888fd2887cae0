/** Computes the hash of imported speech: of its decoded samples, speakers, genders and parts. */
import { sha256Hex, sha256Text } from '../../../exchange/hash.ts';
import { quickSha256 } from '../../bytes.ts';
import type { OwnSpeechFacts, StoredRecording } from './own-speech.ts';

/**
 * Returns the list of recordings in JSON, a row of part, speaker, gender and number of samples for
 * each, filled up with a blank where its length would be odd.
 */
export function listOf(recordings: readonly StoredRecording[]): Uint8Array {
  const rows = recordings.map(({ part, speaker, gender, channels }) => [
    part,
    speaker,
    gender,
    channels[0]!.length,
  ]);
  const json = JSON.stringify(rows);
  const bytes = new TextEncoder().encode(json);
  return bytes.length % 2 === 0 ? bytes : new TextEncoder().encode(`${json} `);
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return (await quickSha256(bytes)) ?? sha256Hex(bytes);
}

export async function speechHash(
  layout: OwnSpeechFacts['layout'],
  recordings: readonly StoredRecording[],
): Promise<string> {
  const lines = [`speech ${layout}`, await sha256(listOf(recordings))];
  for (const { channels } of recordings)
    for (const { buffer, byteOffset, byteLength } of channels)
      lines.push(await sha256(new Uint8Array(buffer, byteOffset, byteLength)));
  return sha256Text(lines.join('\n'));
}
