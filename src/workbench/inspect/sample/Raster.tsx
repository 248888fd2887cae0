/**
 * The spikes of some neurons of one layer. A click, or the arrow keys, choose one of them; a double
 * click pins it.
 */
import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react';
import type { LayerInspection } from '../../../runs/inspection/simulation.ts';
import { useCanvas } from '../../shared/canvas.ts';
import { percent, whole } from '../../shared/format.ts';
import { placeIn } from '../../shared/place-in.ts';
import { neuronWords } from './neurons.ts';
import { drawRaster, rowAt } from './raster-plot.ts';
import styles from './sample.module.css';

interface RasterProps {
  readonly layer: LayerInspection;
  readonly timeSteps: number;
  /** The largest count of a neuron. */
  readonly mostSpikes: number;
  /** Steps that are drawn: the window, or the first ones of a long one. */
  readonly shownSteps: number;
  readonly shown: readonly number[];
  readonly selected: number | null;
  readonly onSelect: (neuron: number) => void;
  readonly onPin: (neuron: number) => void;
}

export function Raster(props: RasterProps) {
  const { layer, timeSteps, mostSpikes, shownSteps, shown, selected, onSelect, onPin } = props;
  const [hovered, setHovered] = useState<number | null>(null);
  const draw = useMemo(
    () => drawRaster(layer, shownSteps, shown, selected, hovered),
    [layer, shownSteps, shown, selected, hovered],
  );
  const canvas = useCanvas(draw);
  const name = layer.layer.name;
  const row = selected === null ? -1 : shown.indexOf(selected);

  const neuronUnder = (event: MouseEvent<HTMLElement>): number | null => {
    const { y, height } = placeIn(event.currentTarget, event);
    return shown[rowAt(y, height, shown.length)] ?? null;
  };
  const move = (event: KeyboardEvent) => {
    const to = moves(row, shown.length)[event.key];
    const neuron = to === undefined ? undefined : shown[to];
    if (neuron === undefined) return;
    event.preventDefault();
    onSelect(neuron);
  };
  const told = hovered ?? selected;
  const stepsShown = shownSteps < timeSteps ? `the first ${shownSteps} of ${timeSteps}` : timeSteps;

  return (
    <>
      <div
        className={styles.raster}
        role="slider"
        tabIndex={0}
        aria-label={`Neuron of ${name}`}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={shown.length}
        aria-valuenow={row + 1}
        aria-valuetext={selected === null ? 'none' : neuronStory(layer, mostSpikes, selected)}
        onKeyDown={move}
        onClick={(event) => {
          const neuron = neuronUnder(event);
          if (neuron !== null) onSelect(neuron);
        }}
        onDoubleClick={(event) => {
          const neuron = neuronUnder(event);
          if (neuron !== null) onPin(neuron);
        }}
        onMouseMove={(event) => setHovered(neuronUnder(event))}
        onMouseLeave={() => setHovered(null)}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={`Spikes of ${shown.length} of ${layer.neurons} neurons of ${name} over ${stepsShown} time steps, firing rate ${percent(layer.firingRate)}.`}
        />
      </div>
      <p className={styles.story}>
        <span>{told === null ? '' : neuronStory(layer, mostSpikes, told)}</span>
        <span>
          {shown.length} of {whole(layer.neurons)}
          {shownSteps < timeSteps ? `, ${stepsShown} steps` : ''}
        </span>
      </p>
    </>
  );
}

function neuronStory(layer: LayerInspection, most: number, neuron: number): string {
  const count = layer.counts[neuron] ?? 0;
  return `${neuronWords(layer.layer, neuron)}: ${count} of ${most} spikes`;
}

/** Where each key leads from a row. */
function moves(row: number, rows: number): Record<string, number> {
  const up = Math.max(0, row - 1);
  const down = Math.min(rows - 1, row + 1);
  return { ArrowUp: up, ArrowLeft: up, ArrowDown: down, ArrowRight: down, Home: 0, End: rows - 1 };
}
