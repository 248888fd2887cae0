/** The spikes of a layer along the sound, under its spectrogram and on the same time axis. */
import { NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { outputChannels } from '../../../../networks/layer.ts';
import type { LayerInspection } from '../../../../runs/inspection/simulation.ts';
import block from '../../../shared/block.module.css';
import { useCanvas } from '../../../shared/canvas.ts';
import { percent } from '../../../shared/format.ts';
import shared from '../../../shared/inspect.module.css';
import { soundWords } from '../describe.ts';
import { drawSpectrogram, loudest, spectrogramOf } from '../spectrogram.ts';
import { type FrameMap, type Place, strongestRow, valueAt } from './frame-map.ts';
import styles from './inside.module.css';
import { MapPicture } from './MapPicture.tsx';
import { frameSeconds, PlaceSliders } from './PlaceSliders.tsx';

interface LayerOverTimeProps {
  readonly layers: readonly LayerInspection[];
  readonly timeSteps: number;
  readonly mixture: Float32Array;
  readonly rate: number;
}

/** Returns the share of the steps in which each neuron of a layer fires, over the frames. */
export function firingMap({ layer, counts }: LayerInspection, timeSteps: number): FrameMap {
  const rows = outputChannels(layer.synapse);
  return { frames: counts.length / rows, rows, values: counts.map((count) => count / timeSteps) };
}

const columns = 480;

export function LayerOverTime({ layers, timeSteps, mixture, rate }: LayerOverTimeProps) {
  const spiking = layers.filter((layer) => layer.spiking);
  const [wanted, setLayer] = useState<string | null>(null);
  const layer = spiking.find((each) => each.layer.name === wanted) ?? spiking.at(-1) ?? null;
  return (
    <section className={block.block} aria-label="Spikes along the sound">
      <div className={block.title}>
        <h3>Spikes along the sound</h3>
        {layer ? (
          <NativeSelect
            size="xs"
            aria-label="Layer along the sound"
            value={layer.layer.name}
            onChange={(event) => setLayer(event.currentTarget.value)}
            data={spiking.map((each) => each.layer.name)}
          />
        ) : null}
      </div>
      {layer ? (
        <OverTime layer={layer} timeSteps={timeSteps} mixture={mixture} rate={rate} />
      ) : (
        <p className={block.note}>No layer spikes yet: all of them are still analog.</p>
      )}
    </section>
  );
}

interface OverTimeProps extends Omit<LayerOverTimeProps, 'layers'> {
  readonly layer: LayerInspection;
}

function OverTime({ layer, timeSteps, mixture, rate }: OverTimeProps) {
  const [wanted, setPlace] = useState<Place>({ frame: 0, row: 0 });
  const map = useMemo(() => firingMap(layer, timeSteps), [layer, timeSteps]);
  const { frames, rows } = map;
  const frame = Math.min(wanted.frame, frames - 1);
  const row = Math.min(wanted.row, rows - 1);
  const place = useMemo(() => ({ frame, row }), [frame, row]);
  const seconds = mixture.length / rate;
  const spectrogram = useMemo(() => spectrogramOf(mixture, columns), [mixture]);
  const draw = useMemo(() => drawSpectrogram(spectrogram, loudest([spectrogram]), 'soft'), [spectrogram]);
  const canvas = useCanvas(draw);
  const { name } = layer.layer;
  const strongest = strongestRow(map);
  const words = strongest
    ? `Firing rate ${percent(layer.firingRate)}; channel ${strongest.row} fires most, in ${percent(strongest.mean)} of its steps.`
    : 'No neurons.';
  const count = Math.round(valueAt(map, place) * timeSteps);
  return (
    <>
      <div className={styles.along}>
        <div className={styles.picture}>
          <canvas
            ref={canvas}
            role="img"
            aria-label={`Spectrogram of the mixture. ${soundWords(spectrogram, rate, seconds)}`}
          />
        </div>
        <MapPicture
          name={`Spikes of ${rows} channels of ${name} over ${frames} frames`}
          map={map}
          colour="spike"
          place={place}
          words={words}
          tall
          onPlace={setPlace}
        />
        <p className={styles.axis} aria-hidden>
          <span>0</span>
          <span>{(seconds / 2).toFixed(1)}</span>
          <span>{seconds.toFixed(1)}&nbsp;s</span>
        </p>
      </div>
      <PlaceSliders map={map} row="channel" seconds={seconds} place={place} onPlace={setPlace} />
      <p className={shared.caption} aria-live="polite">
        Frame {frame} ({frameSeconds(frame, frames, seconds).toFixed(2)}&nbsp;s), channel {row} of {name}:{' '}
        {count} of {timeSteps} spikes.
      </p>
      <p className={shared.caption}>
        Above the mixture’s spectrogram, below the share of its steps in which each channel fires, from none
        to the whole colour. {words}
      </p>
    </>
  );
}
