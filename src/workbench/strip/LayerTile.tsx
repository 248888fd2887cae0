import type { KeyboardEvent } from 'react';
import { Explained } from '../words/glossary/Term.tsx';
import type { TermId } from '../words/glossary/terms.ts';
import { kernelHelp } from './kernel-words.ts';
import classes from './strip.module.css';
import type { Tile, TileState } from './tiles.ts';

export interface LayerTileProps {
  readonly tile: Tile;
  readonly selected: boolean;
  /** True for the one tile that Tab reaches; arrow keys lead to the others. */
  readonly reachable: boolean;
  readonly onSelect: () => void;
  readonly onMove: (by: number) => void;
}

/** The term that explains what the layer is now. */
const stateTerms: Readonly<Record<TileState, TermId>> = {
  analog: 'ann',
  learning: 'coupled',
  spiking: 'frozen',
  output: 'readout',
};

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

export function LayerTile({ tile, selected, reachable, onSelect, onMove }: LayerTileProps) {
  function onKeyDown(event: KeyboardEvent) {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onMove(by);
  }
  return (
    <Explained id={stateTerms[tile.state]}>
      {/* biome-ignore lint/a11y/useSemanticElements: a radio input holds no words, let alone a card of figures */}
      <button
        type="button"
        role="radio"
        aria-checked={selected}
        tabIndex={reachable ? 0 : -1}
        className={classes.tile}
        data-layer={tile.name}
        data-state={tile.state}
        onClick={onSelect}
        onKeyDown={onKeyDown}
      >
        <span className={classes.head}>
          <b>{tile.name}</b>
          {tile.state !== 'output' && <em>{tile.state}</em>}
        </span>
        <span className={classes.figures}>
          {tile.threshold && <span className={classes.threshold}>{tile.threshold}</span>}
          <span className={classes.kernel} title={kernelHelp(tile.kernel)}>
            {tile.kernel}
          </span>
          {tile.patience && tile.epochs && <span className={classes.above}>{tile.epochs}</span>}
        </span>
        <span className={classes.figures}>
          {tile.score && <b data-veil="run">{tile.score}</b>}
          {tile.patience && <PatienceDots {...tile.patience} />}
          {tile.epochs && <span className={tile.patience ? classes.beside : undefined}>{tile.epochs}</span>}
          {!tile.score && !tile.patience && <span className={classes.kernel}>{tile.size}</span>}
        </span>
      </button>
    </Explained>
  );
}

/**
 * Draws a dot per epoch of patience, filled if it is used up. If there are too many to tell apart,
 * it writes a number.
 */
function PatienceDots({ counter, of }: { counter: number; of: number }) {
  const words = `${counter} of ${of} epochs of patience used`;
  if (of > 6)
    return (
      <span className={classes.patience} title={words}>
        {counter}/{of}
      </span>
    );
  return (
    <span className={classes.patience} role="img" aria-label={words} title={words}>
      {Array.from({ length: of }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the dots have no other identity
        <i key={i} data-used={i < counter ? true : undefined} />
      ))}
    </span>
  );
}
