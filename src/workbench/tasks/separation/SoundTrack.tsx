/** One sound: its name, its picture, and the buttons that hear, compare and save it. */
import { ActionIcon } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type MouseEvent, useMemo } from 'react';
import { peakOf } from '../../../engine/speech/level.ts';
import { useCanvas } from '../../shared/canvas.ts';
import { soundWords } from './describe.ts';
import styles from './separation.module.css';
import { drawSpectrogram, type Spectrogram } from './spectrogram.ts';
import { ratioWords, type Track, trackColours } from './tracks.ts';
import { drawWaveform } from './waveform.ts';

export type Picture = 'spectrogram' | 'waveform';

export type Side = 'a' | 'b';

export const sides: readonly Side[] = ['a', 'b'];

interface SoundTrackProps {
  readonly track: Track;
  readonly rate: number;
  readonly spectrogram: Spectrogram;
  /** The power that is painted with the whole colour, in dB. */
  readonly top: number;
  readonly picture: Picture;
  /** The sides that this sound is on. */
  readonly on: Readonly<Record<Side, boolean>>;
  readonly heard: boolean;
  readonly onSide: (side: Side) => void;
  /** Goes to a place, as a share of the sound. */
  readonly onPlace: (share: number) => void;
  readonly onSave: () => void;
}

export function SoundTrack(props: SoundTrackProps) {
  const { track, rate, spectrogram, top, picture, on, heard, onSide, onPlace, onSave } = props;
  const { name, kind, samples, ratio } = track;
  const draw = useMemo(
    () =>
      picture === 'waveform'
        ? drawWaveform(samples, peakOf(samples), trackColours[kind])
        : drawSpectrogram(spectrogram, top, trackColours[kind]),
    [picture, samples, spectrogram, top, kind],
  );
  const canvas = useCanvas(draw);
  const words = useMemo(
    () => soundWords(spectrogram, rate, samples.length / rate),
    [spectrogram, rate, samples],
  );
  const pressed = (event: MouseEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onPlace((event.clientX - left) / width);
  };
  return (
    <li className={styles.track} data-of={kind} data-heard={heard || undefined}>
      <div className={styles.trackHead}>
        {sides.map((side) => (
          <button
            key={side}
            type="button"
            className={styles.side}
            aria-pressed={on[side]}
            aria-label={`${side.toUpperCase()}: ${name}`}
            onClick={() => onSide(side)}
          >
            {side.toUpperCase()}
          </button>
        ))}
        <b>{name}</b>
        {ratio ? <span className={styles.ratio}>{ratioWords(ratio)}</span> : null}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          aria-label={`Save ${name} as a WAV file`}
          title="Save as a WAV file"
          onClick={onSave}
        >
          <IconDownload size={16} />
        </ActionIcon>
      </div>
      {/* The slider below does the same by keys. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a second way to what the slider does */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the slider has the keys */}
      <div className={styles.picture} onClick={pressed}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${picture === 'waveform' ? 'Waveform' : 'Spectrogram'} of ${name}. ${words}`}
        />
        <i className={styles.now} aria-hidden />
      </div>
    </li>
  );
}
