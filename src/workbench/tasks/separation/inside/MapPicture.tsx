/** A map on a canvas, with its name; a press chooses the place that is read. */
import { type MouseEvent, useMemo } from 'react';
import { useCanvas } from '../../../shared/canvas.ts';
import type { Palette } from '../../../shared/palette.ts';
import { drawFrameMap, type FrameMap, mapWords, type Place, placeUnder } from './frame-map.ts';
import styles from './inside.module.css';

interface MapPictureProps {
  readonly name: string;
  /** Pass the same map while its values are the same. */
  readonly map: FrameMap;
  readonly colour: keyof Palette['colour'];
  readonly place: Place | null;
  /** Says what the map shows; by default how its values are spread. */
  readonly words?: string;
  readonly tall?: boolean;
  readonly onPlace: (place: Place) => void;
}

export function MapPicture({ name, map, colour, place, words, tall, onPlace }: MapPictureProps) {
  const draw = useMemo(() => drawFrameMap(map, colour, place), [map, colour, place]);
  const canvas = useCanvas(draw);
  const press = (event: MouseEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    onPlace(placeUnder(map, (event.clientX - left) / width, (event.clientY - top) / height));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the sliders below do the same by keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: the sliders below do the same by keys
    <div className={styles.picture} data-tall={tall || undefined} onClick={press}>
      <canvas ref={canvas} role="img" aria-label={`${name}. ${words ?? mapWords(map)}`} />
    </div>
  );
}
