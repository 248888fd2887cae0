/**
 * Computes the voice of a synthetic talker: harmonics with vibrato, and noise, through formants
 * that move from sound to sound. Everything is made of sums, products and a seed, so that a voice
 * has the same samples on every machine.
 */
import { createRandom, type Random } from '../../../engine/work/random.ts';
import { speechRate } from '../speech-set.ts';
import { cosineOfTurns, exponential, sineOfTurns } from './exact.ts';
import { type Aim, phrase, type Sound } from './phrases.ts';
import type { Talker } from './talkers.ts';

/** Samples between two settings of the throat: 5 ms. */
const step = 40;
/** How much of the way to their aims throat and loudness go in one step. */
const haste = { throat: 0.22, loudness: 0.5 };
const tableLength = 2048;
/** Harmonics above this would fold back, in Hz. */
const highest = 3700;
/** Fourth formant and widths of all four, in Hz. */
const fourth = 3400;
const widths = [70, 95, 140, 220];
const noiseWidth = 900;
const peak = 0.5;

/** Returns one period of the source, the sum of its harmonics. */
function sourceOf({ pitch, melody, vibrato, tilt }: Talker): Float64Array {
  const most = pitch * (1 + melody) * (1 + vibrato[1]);
  const harmonics = Math.floor(highest / most);
  return Float64Array.from({ length: tableLength }, (_, i) => {
    let sum = 0;
    for (let k = 1; k <= harmonics; k++) sum += sineOfTurns((i * k) / tableLength) / (k + tilt * k * k);
    return sum;
  });
}

/** A resonance of two poles, as a formant is; its gain is 1 at 0 Hz. */
class Resonance {
  private a = 1;
  private b = 0;
  private c = 0;
  private last = 0;
  private before = 0;

  tune(frequency: number, width: number): void {
    const radius = exponential((-Math.PI * width) / speechRate);
    this.c = -radius * radius;
    this.b = 2 * radius * cosineOfTurns(frequency / speechRate);
    this.a = 1 - this.b - this.c;
  }

  next(input: number): number {
    const output = this.a * input + this.b * this.last + this.c * this.before;
    this.before = this.last;
    this.last = output;
    return output;
  }
}

/** Yields the sounds of phrase after phrase. */
function* sounds(random: Random): Generator<Sound> {
  for (;;) yield* phrase(random);
}

/** Moves a number a part of the way to its aim. */
const towards = (now: number, aim: number, part: number) => now + part * (aim - now);

/** Moves throat and loudness a step towards an aim. */
function moved(now: Aim, aim: Aim): Aim {
  const [first, second, third] = aim.formants.map((formant, f) =>
    towards(now.formants[f]!, formant, haste.throat),
  ) as [number, number, number];
  return {
    formants: [first, second, third],
    voice: towards(now.voice, aim.voice, haste.loudness),
    noise: towards(now.noise, aim.noise, haste.loudness),
    noiseAt: aim.noiseAt,
  };
}

/**
 * Returns `length` samples of a talker within ±0.5, in steps of 1/32768. The seed chooses what is
 * said.
 */
export function synthesise(talker: Talker, length: number, seed: number): Float32Array {
  const random = createRandom(seed, `voice of ${talker.name}`);
  const source = sourceOf(talker);
  const throat = [new Resonance(), new Resonance(), new Resonance(), new Resonance()] as const;
  const [first, second, third, fourthOne] = throat;
  const mouth = new Resonance();
  const said = sounds(random);
  let sound = said.next().value as Sound;
  let left = sound.duration * talker.pace;
  let now: Aim = { ...sound, voice: 0, noise: 0 };
  let [phase, pitchAt] = [random.next(), sound.pitch];
  const voice = new Float64Array(length);
  let [largest, hiss] = [0, 0];
  for (let start = 0; start < length; start += step) {
    for (; left <= 0; left += sound.duration * talker.pace) sound = said.next().value as Sound;
    left -= (1000 * step) / speechRate;
    now = moved(now, sound);
    pitchAt = towards(pitchAt, sound.pitch, haste.throat);
    const [rate, depth] = talker.vibrato;
    const sway = 1 + depth * sineOfTurns((rate * start) / speechRate) + 0.004 * (random.next() - 0.5);
    const pitch = talker.pitch * (1 + talker.melody * Math.max(-1, Math.min(1, pitchAt))) * sway;
    [...now.formants, fourth].forEach((formant, f) => {
      throat[f]!.tune(Math.min(highest, formant * talker.formants), widths[f]! * talker.width);
    });
    mouth.tune(Math.min(highest, now.noiseAt * talker.formants), noiseWidth);
    for (let i = start; i < Math.min(length, start + step); i++) {
      phase += pitch / speechRate;
      phase -= Math.floor(phase);
      const place = phase * tableLength;
      const at = Math.floor(place);
      const between = place - at;
      const glottal = source[at]! * (1 - between) + source[(at + 1) % tableLength]! * between;
      // A difference has no low frequencies, as the hiss of a mouth.
      const was = hiss;
      hiss = 2 * random.next() - 1;
      const open = now.voice * (glottal + talker.breath * hiss);
      const sounded = fourthOne.next(third.next(second.next(first.next(open))));
      const hissed = mouth.next(now.noise * (hiss - was));
      voice[i] = sounded + hissed;
      largest = Math.max(largest, Math.abs(voice[i]!));
    }
  }
  return Float32Array.from(voice, (value) => Math.round((value * peak * 2 ** 15) / largest) / 2 ** 15);
}
