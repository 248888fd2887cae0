/**
 * `score`: compares voices in WAV files with the clean ones that they should be: SI-SDR (Eq. 14),
 * STOI and ESTOI. With the mixture it says how much was won.
 */
import { DataError } from '../../src/datasets/dataset.ts';
import type { Sound } from '../../src/datasets/formats/sound/wav.ts';
import { type Ratio, siSdr } from '../../src/engine/speech/si-sdr.ts';
import { type Intelligibility, intelligibility } from '../../src/engine/speech/stoi.ts';
import { soundIn } from '../files/sound-file.ts';
import { table } from '../print-report.ts';
import { gainWords, ratioWords } from '../ratio-words.ts';

interface ScoreOptions {
  readonly mixture?: string;
}

export async function run(
  clean: string,
  estimates: readonly string[],
  { mixture }: ScoreOptions,
): Promise<void> {
  const reference = await soundIn(clean);
  const names = [...(mixture === undefined ? [] : [mixture]), ...estimates];
  const rows = [];
  let before: Ratio | null = null;
  for (const name of names) {
    const sound = await soundIn(name);
    checkAlike(clean, reference, name, sound);
    const ratio = siSdr(sound.samples, reference.samples);
    const of = (kind: 'stoi' | 'estoi') =>
      scoreWords(intelligibility(reference.samples, sound.samples, reference.rate, kind));
    rows.push([name, ratioWords(ratio), before ? gainWords(ratio, before) : '–', of('stoi'), of('estoi')]);
    if (name === mixture) before = ratio;
  }
  console.log(table([['file', 'SI-SDR', 'won', 'STOI', 'ESTOI'], ...rows]));
  console.log(`against ${clean}; PESQ is not computed`);
}

function checkAlike(clean: string, reference: Sound, name: string, sound: Sound): void {
  const differ = (what: string, there: string, here: string) =>
    new DataError(
      `${name} has ${what} ${there}, and ${clean} has ${here}. Compare files made from the same one.`,
    );
  if (sound.rate !== reference.rate) throw differ('a rate of', `${sound.rate} Hz`, `${reference.rate} Hz`);
  const [there, here] = [sound.samples.length, reference.samples.length];
  if (there !== here) throw differ('a length of', `${there} samples`, `${here}`);
}

function scoreWords(score: Intelligibility): string {
  switch (score.kind) {
    case 'short':
      return 'none: under 384 ms of voice';
    case 'score':
      return score.value.toFixed(3);
  }
}
