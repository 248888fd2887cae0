/** The masks of a mixture, frames × filters: those of the ANN beside those of the SNN. */
import { useMemo, useState } from 'react';
import type { Masks } from '../../../../runs/inspection/simulation.ts';
import block from '../../../shared/block.module.css';
import shared from '../../../shared/inspect.module.css';
import { type FrameMap, type Place, valueAt } from './frame-map.ts';
import styles from './inside.module.css';
import { MapPicture } from './MapPicture.tsx';
import { frameSeconds, PlaceSliders } from './PlaceSliders.tsx';

interface MaskMapsProps {
  readonly masks: Masks;
  /** Length of the signal in seconds. */
  readonly seconds: number;
}

interface NamedMap {
  readonly name: string;
  readonly of: 'ann' | 'snn';
  readonly map: FrameMap;
}

export function MaskMaps({ masks, seconds }: MaskMapsProps) {
  const { frames, filters: rows } = masks;
  const [wanted, setPlace] = useState<Place>({ frame: 0, row: 0 });
  const place = { frame: Math.min(wanted.frame, frames - 1), row: Math.min(wanted.row, rows - 1) };
  const maps = useMemo(() => {
    const named = (talker: number, of: 'ann' | 'snn'): NamedMap[] => {
      const values = masks[of]?.[talker];
      const name = `Talker ${talker + 1}, ${of.toUpperCase()}`;
      return values ? [{ name, of, map: { frames, rows, values } }] : [];
    };
    return [0, 1].map((talker) => [...named(talker, 'ann'), ...named(talker, 'snn')]);
  }, [masks, frames, rows]);
  const shown = useMemo(() => ({ frame: place.frame, row: place.row }), [place.frame, place.row]);
  const at = frameSeconds(place.frame, frames, seconds);
  const read = maps.flat().map(({ name, map }) => `${name} ${valueAt(map, shown).toFixed(2)}`);
  return (
    <section className={block.block} aria-label="Masks">
      <div className={block.title}>
        <h3>Masks</h3>
        <span className={styles.scale}>
          0 {masks.ann ? <i data-of="ann" aria-hidden /> : null} <i data-of="snn" aria-hidden /> 1
        </span>
      </div>
      <div className={styles.masks} data-one={masks.ann === null || undefined}>
        {maps.flat().map(({ name, of, map }) => (
          <figure key={name}>
            <figcaption data-of={of}>{name}</figcaption>
            <MapPicture
              name={`Mask of ${name}`}
              map={map}
              colour={of === 'ann' ? 'ann' : 'spike'}
              place={shown}
              onPlace={setPlace}
            />
          </figure>
        ))}
      </div>
      <PlaceSliders map={{ frames, rows }} row="filter" seconds={seconds} place={place} onPlace={setPlace} />
      <p className={shared.caption} aria-live="polite">
        Frame {place.frame} ({at.toFixed(2)}&nbsp;s), filter {place.row}: {read.join('; ')}.
      </p>
      <p className={shared.caption}>
        Time to the right, filters of the encoder upwards. A mask lets a talker’s share of a filter through:
        all of it at 1, nothing at 0.
        {masks.ann === null ? ' The ANN’s are not kept: this run trained its own.' : ''}
      </p>
    </section>
  );
}
