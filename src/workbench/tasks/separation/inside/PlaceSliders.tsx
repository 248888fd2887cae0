/** Chooses a frame and a row of a map by keys. */

import type { FrameMap, Place } from './frame-map.ts';
import styles from './inside.module.css';

interface PlaceSlidersProps {
  readonly map: Omit<FrameMap, 'values'>;
  /** What a row is called: `filter` or `channel`. */
  readonly row: string;
  /** Length of the signal in seconds. */
  readonly seconds: number;
  readonly place: Place;
  readonly onPlace: (place: Place) => void;
}

/** Returns where a frame is, in seconds from the beginning. */
export function frameSeconds(frame: number, frames: number, seconds: number): number {
  return ((frame + 0.5) / Math.max(1, frames)) * seconds;
}

export function PlaceSliders({ map: { frames, rows }, row, seconds, place, onPlace }: PlaceSlidersProps) {
  const at = frameSeconds(place.frame, frames, seconds);
  return (
    <div className={styles.sliders}>
      <label>
        frame
        <input
          type="range"
          min={0}
          max={frames - 1}
          value={place.frame}
          aria-valuetext={`frame ${place.frame}, at ${at.toFixed(3)} seconds`}
          onChange={(event) => onPlace({ ...place, frame: Number(event.currentTarget.value) })}
        />
      </label>
      <label>
        {row}
        <input
          type="range"
          min={0}
          max={rows - 1}
          value={place.row}
          aria-valuetext={`${row} ${place.row}`}
          onChange={(event) => onPlace({ ...place, row: Number(event.currentTarget.value) })}
        />
      </label>
    </div>
  );
}
