/** The synthetic talkers: throat, pitch and manner of each, and which of them are learnt from. */

export interface Talker {
  readonly name: string;
  /** `F` is the high register and `M` the low one. */
  readonly gender: 'F' | 'M';
  /** Mean pitch, in Hz, and how far it moves within a phrase, as a share of it. */
  readonly pitch: number;
  readonly melody: number;
  /** Rate of the vibrato, in Hz, and its depth as a share of the pitch. */
  readonly vibrato: readonly [rate: number, depth: number];
  /** What the formants are multiplied by: a short throat has high ones. */
  readonly formants: number;
  /** What the widths of the formants are multiplied by. */
  readonly width: number;
  /** How fast the harmonics fall: harmonic k has an amplitude of 1 / (k + tilt · k²). */
  readonly tilt: number;
  /** Loudness of the breath in vowels, as a share of the voice. */
  readonly breath: number;
  /** Duration of a syllable, as a share of the usual one. */
  readonly pace: number;
}

function talker(
  name: string,
  gender: Talker['gender'],
  [pitch, melody]: readonly [number, number],
  vibrato: Talker['vibrato'],
  [formants, width]: readonly [number, number],
  [tilt, breath]: readonly [number, number],
  pace: number,
): Talker {
  return { name, gender, pitch, melody, vibrato, formants, width, tilt, breath, pace };
}

/** Talkers of the training, validation and closed test recordings. */
export const knownTalkers: readonly Talker[] = [
  talker('low 1', 'M', [98, 0.22], [4.5, 0.012], [0.96, 1], [0.02, 0.02], 1.05),
  talker('low 2', 'M', [118, 0.3], [5.5, 0.02], [1.01, 1.2], [0.06, 0.05], 0.9),
  talker('low 3', 'M', [132, 0.18], [6, 0.03], [0.93, 0.85], [0.01, 0.01], 1.15),
  talker('low 4', 'M', [109, 0.35], [5, 0.008], [1.05, 1.1], [0.1, 0.08], 0.95),
  talker('high 1', 'F', [196, 0.25], [5.2, 0.015], [1.14, 1], [0.03, 0.04], 1),
  talker('high 2', 'F', [224, 0.32], [6.2, 0.025], [1.2, 1.15], [0.08, 0.09], 0.88),
  talker('high 3', 'F', [183, 0.2], [4.8, 0.01], [1.1, 0.9], [0.02, 0.02], 1.1),
  talker('high 4', 'F', [247, 0.28], [5.8, 0.02], [1.24, 1.05], [0.05, 0.06], 0.97),
];

/** Talkers of the open test alone. */
export const openTalkers: readonly Talker[] = [
  talker('low 5', 'M', [125, 0.26], [5.3, 0.015], [0.98, 0.95], [0.04, 0.03], 1),
  talker('low 6', 'M', [104, 0.3], [4.7, 0.02], [1.03, 1.05], [0.02, 0.06], 0.92),
  talker('high 5', 'F', [208, 0.3], [5.6, 0.012], [1.17, 1.1], [0.04, 0.03], 1.04),
  talker('high 6', 'F', [235, 0.22], [5, 0.022], [1.12, 0.95], [0.06, 0.07], 0.94),
];
