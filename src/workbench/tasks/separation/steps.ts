/** The sounds of the SNN's voice after some of its steps. */
import { peakOf, withPeak } from '../../../engine/speech/level.ts';
import { siSdr } from '../../../engine/speech/si-sdr.ts';
import { heardSteps, isSound, type SeparatedSounds, type Track } from './tracks.ts';

/**
 * Returns the tracks of one talker, 0 or 1: the voice alone, if it is known, and that of the SNN
 * after 1, 2, 4 … and all steps. `overTime` is `[timeSteps × 2 × samples]`.
 */
export function stepTracks(
  { mixture, targets, snn }: SeparatedSounds,
  overTime: Float32Array,
  talker: number,
): Track[] {
  const length = snn[talker]!.length;
  const timeSteps = overTime.length / length / 2;
  const peak = peakOf(mixture);
  const target = targets[talker]?.subarray(0, length);
  const alone: Track[] = target
    ? [{ id: 'target', kind: 'target', name: `Talker ${talker + 1} alone`, samples: target, ratio: null }]
    : [];
  return [
    ...alone,
    ...heardSteps(timeSteps).flatMap((step): Track[] => {
      const from = ((step - 1) * 2 + talker) * length;
      const samples = overTime.subarray(from, from + length);
      if (!isSound(samples)) return [];
      return [
        {
          id: `step-${step}`,
          kind: 'snn',
          name: `After ${step} step${step === 1 ? '' : 's'}`,
          samples: withPeak(samples, peak),
          ratio: target ? siSdr(samples, target) : null,
        },
      ];
    }),
  ];
}
