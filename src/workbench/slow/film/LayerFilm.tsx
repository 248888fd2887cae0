/** One layer of the film: its maps light up with the spikes of the step and fill with counts. */
import { type MouseEvent, memo, useCallback, useMemo } from 'react';
import { createCounter } from '../../../runs/inspection/film.ts';
import type { LayerInspection } from '../../../runs/inspection/simulation.ts';
import { neuronWords } from '../../inspect/sample/neurons.ts';
import { counted, whole } from '../../shared/format.ts';
import classes from '../slow.module.css';
import { mapsOf, neuronAt, placeOfNeuron } from './maps.ts';
import { paintSpikes, paintValues, type Tints, tintsOf } from './paint.ts';
import { type Fill, useMapsCanvas } from './use-maps-canvas.ts';

interface LayerFilmProps {
  readonly layer: LayerInspection;
  /** The largest count of a neuron. */
  readonly most: number;
  readonly step: number;
  /** Spikes of the whole layer at each step; null while it is analog. */
  readonly spikes: Uint32Array | null;
  /** The neuron of this layer whose membrane is shown; null for none. */
  readonly chosen: number | null;
  readonly onChoose: (layer: string, neuron: number) => void;
}

export const LayerFilm = memo(function LayerFilm(props: LayerFilmProps) {
  const { layer, most, step, spikes, chosen, onChoose } = props;
  const { name } = layer.layer;
  const maps = useMemo(() => mapsOf(layer.layer), [layer]);
  const counter = useMemo(() => createCounter(layer), [layer]);
  const fill = useFill(layer, maps, counter, most, step);
  const canvas = useMapsCanvas(maps, fill);
  const now = spikes && step > 0 ? (spikes[step - 1] ?? 0) : 0;
  const so = spikes ? spikes.subarray(0, step).reduce((sum, count) => sum + count, 0) : 0;
  const facts = spikes
    ? `${counted(now, 'spike')} now, ${whole(so)} so far`
    : 'still analog: it hands on numbers';
  const place = chosen === null ? null : placeOfNeuron(maps, chosen);
  const picture = (
    <>
      <canvas
        ref={canvas}
        width={maps.width}
        height={maps.height}
        role="img"
        aria-label={`${name}: ${maps.words}; ${facts}`}
      />
      {place ? (
        <i
          style={{
            left: `${(100 * place.column) / maps.width}%`,
            top: `${(100 * place.row) / maps.height}%`,
            width: `${100 / maps.width}%`,
            height: `${100 / maps.height}%`,
          }}
        />
      ) : null}
    </>
  );
  const pick = (event: MouseEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const neuron = neuronAt(
      maps,
      (event.clientX - box.left) / box.width,
      (event.clientY - box.top) / box.height,
    );
    if (neuron !== null) onChoose(name, neuron);
  };
  return (
    <section className={classes.layer} data-spiking={layer.spiking || undefined} aria-label={name}>
      <h3>{name}</h3>
      {layer.spiking ? (
        // The keys choose a neuron in the form below, where each has a name.
        // biome-ignore lint/a11y/noStaticElementInteractions: see above
        // biome-ignore lint/a11y/useKeyWithClickEvents: see above
        <div
          className={classes.maps}
          style={{ aspectRatio: `${maps.width} / ${maps.height}` }}
          title={chosen === null ? 'Click a neuron to see its membrane' : neuronWords(layer.layer, chosen)}
          onClick={pick}
        >
          {picture}
        </div>
      ) : (
        <div className={classes.maps} style={{ aspectRatio: `${maps.width} / ${maps.height}` }}>
          {picture}
        </div>
      )}
      <p className={classes.facts}>
        <span>{maps.words}</span>
        <b>{facts}</b>
      </p>
    </section>
  );
});

function useFill(
  layer: LayerInspection,
  maps: ReturnType<typeof mapsOf>,
  counter: ReturnType<typeof createCounter>,
  most: number,
  step: number,
): Fill {
  const tints = useMemo(() => {
    let known: { readonly of: unknown; readonly tints: Tints } | null = null;
    return (palette: Parameters<Fill>[1]) => {
      if (known?.of !== palette) known = { of: palette, tints: tintsOf(palette, most) };
      return known.tints;
    };
  }, [most]);
  // An analog layer has one picture for all steps.
  const shown = layer.spiking ? step : 0;
  return useCallback(
    (pixels, palette) => {
      if (!layer.spiking) {
        const { counts } = layer;
        const full = counts.reduce((largest, value) => Math.max(largest, value), 0);
        paintValues(pixels, maps, (neuron) => counts[neuron]!, full, palette, ['ann', 'ann']);
        return;
      }
      const row = shown > 0 ? (shown - 1) * layer.neurons : null;
      paintSpikes(pixels, maps, { counts: counter(shown), spikes: layer.spikes, row }, tints(palette));
    },
    [layer, maps, counter, shown, tints],
  );
}
