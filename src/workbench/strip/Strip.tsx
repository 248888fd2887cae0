/**
 * Shows a map of the whole run, which is also its navigation: one tile per layer, from the input to
 * the output potentials.
 */
import { useEffect, useRef } from 'react';
import { anchor } from '../shared/anchor.ts';
import { selectLayer } from '../store/selection.ts';
import { useWorkbench } from '../store/store.ts';
import { LayerTile } from './LayerTile.tsx';
import classes from './strip.module.css';
import { useStrip } from './use-strip.ts';

export function Strip() {
  const { input, noun, tiles, selected } = useStrip();
  const following = useWorkbench((state) => state.follow);
  const list = useRef<HTMLDivElement>(null);

  // On a narrow screen the strip scrolls, so the layer that is trained is kept in sight. Places are
  // read when the browser is about to lay out the page anyway.
  useEffect(() => {
    if (!following || !selected) return;
    const frame = requestAnimationFrame(() => {
      const tile = list.current?.querySelector<HTMLElement>('[aria-checked="true"]');
      if (!tile || !list.current) return;
      const { offsetLeft, offsetWidth } = tile;
      list.current.scrollTo({ left: offsetLeft + offsetWidth / 2 - list.current.clientWidth / 2 });
    });
    return () => cancelAnimationFrame(frame);
  }, [selected, following]);

  /** Chooses a neighbour by arrow keys, as in any radio group. */
  function move(by: number, from: number) {
    const to = tiles[Math.min(tiles.length - 1, Math.max(0, from + by))];
    if (!to) return;
    selectLayer(to.name);
    list.current?.querySelector<HTMLElement>(`[data-layer="${CSS.escape(to.name)}"]`)?.focus();
  }

  const reachable = tiles.some((tile) => tile.name === selected) ? selected : tiles[0]?.name;
  return (
    <div
      className={classes.strip}
      ref={list}
      role="radiogroup"
      aria-label="Layers of the network"
      {...anchor('strip')}
    >
      <div className={classes.input} aria-hidden>
        <span className="num">{input}</span>
        <span>{noun}</span>
      </div>
      {tiles.map((tile, i) => (
        <LayerTile
          key={tile.name}
          tile={tile}
          selected={tile.name === selected}
          reachable={tile.name === reachable}
          onSelect={() => selectLayer(tile.name)}
          onMove={(by) => move(by, i)}
        />
      ))}
      {tiles.length === 0 && <p className={classes.none}>The network in the settings cannot be read yet.</p>}
    </div>
  );
}
