/** The SNN's voice after 1, 2, 4 … steps of its window, so that one hears what the steps add. */
import { useMemo, useState } from 'react';
import { Segmented } from '../../shared/Segmented.tsx';
import { SoundBench } from './SoundBench.tsx';
import { stepTracks } from './steps.ts';
import type { SeparatedSounds } from './tracks.ts';

interface StepSoundsProps {
  /** Pass the same object while the sounds are the same. */
  readonly sounds: SeparatedSounds;
  /** The SNN's voices after each step, `[timeSteps × 2 × samples]`. */
  readonly overTime: Float32Array;
  readonly file: string;
}

type Talker = '1' | '2';

export function StepSounds({ sounds, overTime, file }: StepSoundsProps) {
  const [talker, setTalker] = useState<Talker>('1');
  const tracks = useMemo(() => stepTracks(sounds, overTime, Number(talker) - 1), [sounds, overTime, talker]);
  return (
    <>
      <Segmented
        label="Talker"
        value={talker}
        onChange={setTalker}
        options={[
          { value: '1', label: 'talker 1' },
          { value: '2', label: 'talker 2' },
        ]}
      />
      {tracks.length === 0 ? null : (
        <SoundBench
          label="The voice after so many steps"
          tracks={tracks}
          rate={sounds.rate}
          first={{ a: 'step-1', b: tracks.at(-1)!.id }}
          file={`${file}-talker-${talker}`}
        />
      )}
    </>
  );
}
