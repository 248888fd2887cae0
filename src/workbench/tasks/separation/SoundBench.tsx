/**
 * The sounds of an example side by side (Fig. 9): all run together, and one press changes which of
 * two is heard, without a gap.
 */
import { Button, Switch } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import shared from '../../shared/inspect.module.css';
import { Segmented } from '../../shared/Segmented.tsx';
import { download } from '../../shared/save-file.ts';
import { soundKey } from './keys.ts';
import { usePlayer } from './player/use-player.ts';
import { type Picture, type Side, SoundTrack, sides } from './SoundTrack.tsx';
import styles from './separation.module.css';
import { loudest, shownDecibels, spectrogramOf } from './spectrogram.ts';
import type { Track } from './tracks.ts';

interface SoundBenchProps {
  readonly label: string;
  /** At least one. Pass the same array while the sounds are the same. */
  readonly tracks: readonly Track[];
  readonly rate: number;
  /** Ids of the tracks that are compared at first. */
  readonly first: Readonly<Record<Side, string>>;
  /** The beginning of the names of saved files. */
  readonly file: string;
  readonly children?: ReactNode;
}

/** Most columns of a spectrogram: the panel is about as wide. */
const mostColumns = 480;

export function SoundBench({ label, tracks, rate, first, file, children }: SoundBenchProps) {
  const [wanted, setWanted] = useState(first);
  const [side, setSide] = useState<Side>('a');
  const [loop, setLoop] = useState(false);
  const [picture, setPicture] = useState<Picture>('spectrogram');
  // Another network may have no such track.
  const idOn = (of: Side) =>
    [wanted[of], first[of]].find((id) => tracks.some((track) => track.id === id)) ?? tracks[0]!.id;
  const on = { a: idOn('a'), b: idOn('b') };
  const nameOf = (of: Side) => tracks.find(({ id }) => id === on[of])!.name;
  const player = usePlayer({ sounds: tracks, rate, heard: on[side], loop });
  const spectrograms = useMemo(
    () => tracks.map(({ samples }) => spectrogramOf(samples, mostColumns)),
    [tracks],
  );
  const top = useMemo(() => loudest(spectrograms), [spectrograms]);
  const seconds = tracks[0]!.samples.length / rate;

  const press = (event: KeyboardEvent<HTMLElement>) => {
    const { tagName: tag, type = '' } = event.target as HTMLInputElement;
    const { key, ctrlKey, metaKey, altKey } = event;
    const asked = soundKey({ key, ctrlKey, metaKey, altKey, tag, type });
    if (asked === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (asked === 'toggle') player.toggle();
    else setSide(asked);
  };
  const save = async ({ id, samples }: Track) => {
    const { writeWav } = await import('../../../datasets/formats/sound/write-wav.ts');
    download(`${file}-${id}.wav`, writeWav({ rate, samples }), 'audio/wav');
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: sounds beside each other are no fieldset
    <div className={styles.bench} role="group" aria-label={label} onKeyDown={press}>
      <div className={styles.transport}>
        <Button
          size="compact-md"
          onClick={player.toggle}
          leftSection={
            player.playing ? <IconPlayerPauseFilled size={14} /> : <IconPlayerPlayFilled size={14} />
          }
        >
          {player.playing ? 'Pause' : 'Play'}
        </Button>
        <Segmented
          label="Which sound is heard"
          value={side}
          onChange={setSide}
          options={sides.map((each) => ({ value: each, label: each.toUpperCase() }))}
        />
        <Switch
          size="xs"
          label="loop"
          checked={loop}
          onChange={(event) => setLoop(event.currentTarget.checked)}
        />
        <Segmented
          label="Picture of the sounds"
          value={picture}
          onChange={setPicture}
          options={[
            { value: 'spectrogram', label: 'spectrum' },
            { value: 'waveform', label: 'wave' },
          ]}
        />
      </div>
      <p className={shared.caption} aria-live="polite">
        Heard is <b>{nameOf(side)}</b>; {side === 'a' ? 'B' : 'A'} changes to{' '}
        {nameOf(side === 'a' ? 'b' : 'a')} without a gap. Space plays.
      </p>
      {player.failure ? (
        <p className={styles.failure} role="alert">
          {player.failure}
        </p>
      ) : null}
      <Place player={player} seconds={seconds}>
        <ul className={styles.tracks}>
          {tracks.map((track, i) => (
            <SoundTrack
              key={track.id}
              track={track}
              rate={rate}
              spectrogram={spectrograms[i]!}
              top={top}
              picture={picture}
              on={{ a: on.a === track.id, b: on.b === track.id }}
              heard={on[side] === track.id}
              onSide={(of) => {
                setWanted({ ...on, [of]: track.id });
                setSide(of);
              }}
              onPlace={(share) => player.seek(share * seconds)}
              onSave={() => void save(track)}
            />
          ))}
        </ul>
      </Place>
      <p className={shared.caption}>
        {picture === 'spectrogram'
          ? `Frequencies from 0 (below) to ${rate / 2000} kHz; the ${shownDecibels} dB below the loudest are shown. `
          : 'Each wave fills its height. '}
        Voices of the networks are heard at the peak of the mixture: their own level means nothing. Figures in
        dB are SI-SDR; PESQ is not computed.
      </p>
      {children}
    </div>
  );
}

interface PlaceProps {
  readonly player: ReturnType<typeof usePlayer>;
  readonly seconds: number;
  readonly children: ReactNode;
}

/** The slider of the place, and the line that runs over the pictures. */
function Place({ player, seconds, children }: PlaceProps) {
  const box = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const { playing, place } = player;
  useEffect(() => {
    // Past React: it moves with every frame.
    const show = () => {
      const at = place();
      box.current?.style.setProperty('--place', String(seconds > 0 ? at / seconds : 0));
      const input = slider.current;
      if (!input) return;
      input.value = String(at);
      input.setAttribute('aria-valuetext', `${at.toFixed(1)} of ${seconds.toFixed(1)} seconds`);
    };
    show();
    if (!playing) {
      // A press on a picture moves it too.
      const timer = setInterval(show, 100);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function next() {
      show();
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, place, seconds]);
  return (
    <div ref={box} style={{ '--place': 0 } as CSSProperties}>
      {children}
      <input
        ref={slider}
        className={styles.slider}
        type="range"
        min={0}
        max={seconds}
        step={0.05}
        defaultValue={0}
        aria-label="Place in the sound"
        onChange={(event) => player.seek(Number(event.currentTarget.value))}
      />
    </div>
  );
}
