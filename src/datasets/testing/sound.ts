/** Makes WAV files for tests. */
import { WaveFile } from '../formats/sound/wave-file.ts';

/**
 * Returns a file of the samples of each channel, as its bits store them: whole numbers or floats.
 */
export function soundOf(bits: string, channels: readonly (readonly number[])[], rate = 8000): Uint8Array {
  const file = new WaveFile();
  const samples = channels.length === 1 ? channels[0]! : channels;
  file.fromScratch(channels.length, rate, bits, samples as number[]);
  return file.toBuffer();
}
