/** The sounds of an example in the order in which they are shown, and what is said of them. */
import { peakOf, withPeak } from '../../../engine/speech/level.ts';
import { type Ratio, siSdr } from '../../../engine/speech/si-sdr.ts';
import type { Palette } from '../../shared/palette.ts';

/** What a separation is shown from; all sounds are `[samples]`. */
export interface SeparatedSounds {
  /** Samples a second, in Hz. */
  readonly rate: number;
  readonly mixture: Float32Array;
  /** Each talker alone; empty where nobody knows them, as in a recording. */
  readonly targets: readonly Float32Array[];
  /** The voices of each network, in the order of the targets; null where there are none. */
  readonly ann: readonly Float32Array[] | null;
  readonly snn: readonly Float32Array[];
}

export type TrackKind = 'mixture' | 'target' | 'ann' | 'snn';

export interface Track {
  readonly id: string;
  readonly kind: TrackKind;
  readonly name: string;
  /** Samples as they are heard and saved: a network's voice has the peak of the mixture. */
  readonly samples: Float32Array;
  /** SI-SDR against the talker alone; null of what has no such target. */
  readonly ratio: Ratio | null;
}

export const trackColours: Readonly<Record<TrackKind, keyof Palette['colour']>> = {
  mixture: 'soft',
  target: 'ink',
  ann: 'ann',
  snn: 'spike',
};

const names: Readonly<Record<Exclude<TrackKind, 'mixture'>, string>> = {
  target: 'alone',
  ann: 'by the ANN',
  snn: 'by the SNN',
};

/**
 * Returns the tracks: the mixture, then for each talker the voice alone and those that the networks
 * make, where they are sounds. All are cut to the shortest, since the last samples may be in no
 * whole frame. `talkers` are called so.
 */
export function tracksOf(
  { mixture, targets, ann, snn }: SeparatedSounds,
  talkers: readonly string[] = ['Talker 1', 'Talker 2'],
): Track[] {
  const voices = [targets, ann ?? [], snn].flat();
  const length = Math.min(mixture.length, ...voices.map((each) => each.length));
  const cut = (samples: Float32Array) => (samples.length === length ? samples : samples.subarray(0, length));
  const peak = peakOf(mixture);
  const of = (kind: Exclude<TrackKind, 'mixture'>, talker: number, samples: Float32Array): Track => {
    const target = targets[talker];
    return {
      id: `${kind}-${talker + 1}`,
      kind,
      name: `${talkers[talker]} ${names[kind]}`,
      samples: kind === 'target' ? cut(samples) : withPeak(cut(samples), peak),
      ratio: kind === 'target' || !target ? null : siSdr(cut(samples), cut(target)),
    };
  };
  return [
    { id: 'mixture', kind: 'mixture', name: 'Mixture', samples: cut(mixture), ratio: null },
    ...snn.flatMap((voice, talker) => [
      ...(targets[talker] ? [of('target', talker, targets[talker])] : []),
      ...(ann?.[talker] && isSound(ann[talker]) ? [of('ann', talker, ann[talker])] : []),
      ...(isSound(voice) ? [of('snn', talker, voice)] : []),
    ]),
  ];
}

/** Returns whether all samples are numbers: a network that diverged makes others. */
export function isSound(samples: Float32Array): boolean {
  return samples.every(Number.isFinite);
}

/** Returns the steps whose sounds are offered: 1, 2, 4 … and the last. */
export function heardSteps(timeSteps: number): number[] {
  const doubling = Array.from({ length: Math.floor(Math.log2(timeSteps)) + 1 }, (_, i) => 2 ** i);
  return [...new Set([...doubling, timeSteps])];
}

/** Writes SI-SDR for a track. */
export function ratioWords(ratio: Ratio): string {
  switch (ratio.kind) {
    case 'ratio': {
      const { decibels, capped } = ratio;
      return `${capped ? 'beyond ' : ''}${decibels < 0 ? '−' : ''}${Math.abs(decibels).toFixed(1)}\u00a0dB`;
    }
    case 'silent':
      return `${ratio.which} silent`;
  }
}
