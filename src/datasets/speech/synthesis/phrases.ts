/**
 * Plans what a synthetic talker says: phrases of nonsense words, as a sequence of sounds that each
 * have a duration and aims for throat, voice and noise.
 */
import type { Random } from '../../../engine/work/random.ts';

export interface Aim {
  /** The first three formants, in Hz. */
  readonly formants: readonly [number, number, number];
  /** Loudness of the voice and of the noise. */
  readonly voice: number;
  readonly noise: number;
  /** Centre of the noise, in Hz. */
  readonly noiseAt: number;
}

export interface Sound extends Aim {
  /** In milliseconds. */
  readonly duration: number;
  /** Pitch as a share of the talker's melody, −1 to 1. */
  readonly pitch: number;
}

type Formants = Aim['formants'];

/** Vowels as in bead, bid, bed, bad, father, bought, put, food, bud and bird. */
const vowels: readonly Formants[] = [
  [280, 2250, 2950],
  [390, 1990, 2550],
  [530, 1840, 2480],
  [660, 1720, 2410],
  [730, 1090, 2440],
  [570, 840, 2410],
  [440, 1020, 2240],
  [310, 870, 2240],
  [640, 1190, 2390],
  [490, 1350, 1690],
];

type Aimed = Pick<Sound, keyof Aim | 'duration'>;
const consonant = (
  duration: number,
  formants: Formants,
  voice: number,
  noise: number,
  noiseAt: number,
): Aimed => ({ duration, formants, voice, noise, noiseAt });

/** Consonants, each as one or several sounds. */
const consonants: readonly (readonly Aimed[])[] = [
  // Fricatives without and with voice.
  [consonant(110, [320, 1500, 2500], 0, 0.5, 3300)],
  [consonant(100, [300, 1700, 2400], 0, 0.4, 2400)],
  [consonant(80, [300, 1100, 2300], 0, 0.16, 1700)],
  [consonant(80, [280, 1500, 2500], 0.25, 0.25, 3200)],
  // Plosives: closed, then a burst.
  [consonant(55, [250, 900, 2300], 0, 0, 1000), consonant(18, [350, 900, 2300], 0, 0.6, 1000)],
  [consonant(50, [250, 1750, 2600], 0, 0, 3000), consonant(20, [350, 1750, 2600], 0, 0.7, 3000)],
  [consonant(55, [250, 1900, 2100], 0, 0, 1900), consonant(25, [350, 1900, 2100], 0, 0.6, 1900)],
  [consonant(45, [220, 1000, 2300], 0.15, 0, 1200), consonant(12, [350, 1000, 2300], 0.2, 0.4, 1200)],
  // Nasals and glides.
  [consonant(75, [260, 1050, 2200], 0.35, 0, 1000)],
  [consonant(70, [260, 1550, 2500], 0.35, 0, 1000)],
  [consonant(65, [330, 1150, 2700], 0.5, 0, 1000)],
  [consonant(60, [320, 1200, 1600], 0.5, 0, 1000)],
];

const silence: Aim = { formants: [450, 1400, 2450], voice: 0, noise: 0, noiseAt: 2000 };

function between(random: Random, least: number, most: number): number {
  return least + random.next() * (most - least);
}

function pick<T>(random: Random, among: readonly T[]): T {
  return among[Math.floor(random.next() * among.length)]!;
}

/** Returns one syllable; a stressed one is longer, louder and higher. */
function syllable(random: Random, pitch: number, isStressed: boolean): Sound[] {
  const lift = isStressed ? 0.35 : 0;
  const sounds: Sound[] = [];
  if (random.next() < 0.85)
    sounds.push(...pick(random, consonants).map((each) => ({ ...each, pitch: pitch + lift / 2 })));
  const loudness = isStressed ? 1 : between(random, 0.55, 0.8);
  const duration = between(random, 80, 130) * (isStressed ? 1.4 : 1);
  const vowel = { voice: loudness, noise: 0, noiseAt: 2500, duration, pitch: pitch + lift };
  sounds.push({ ...vowel, formants: pick(random, vowels) });
  // One vowel in four moves to another, and one syllable in four ends in a consonant.
  if (random.next() < 0.25)
    sounds.push({ ...vowel, duration: 0.7 * duration, formants: pick(random, vowels) });
  if (random.next() < 0.25) sounds.push(...pick(random, consonants).map((each) => ({ ...each, pitch })));
  return sounds;
}

/** Returns a phrase, whose pitch falls to its end, and the pause after it. */
export function phrase(random: Random): Sound[] {
  const words = Math.floor(between(random, 3, 7));
  const sounds: Sound[] = [];
  for (let word = 0; word < words; word++) {
    const syllables = Math.floor(between(random, 1, 4));
    const stressed = Math.floor(random.next() * syllables);
    for (let i = 0; i < syllables; i++) {
      const falling = 0.6 - (1.3 * (word + i / syllables)) / words;
      sounds.push(...syllable(random, falling + between(random, -0.15, 0.15), i === stressed));
    }
    if (random.next() < 0.2) sounds.push({ ...silence, duration: between(random, 40, 110), pitch: 0 });
  }
  return [...sounds, { ...silence, duration: between(random, 180, 450), pitch: 0 }];
}
