/**
 * Makes the upper bound's marker on the histogram a slider: it is dragged, or moved by keys from
 * percentile to percentile.
 */
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import { placeIn } from '../../shared/place-in.ts';
import { roundPercentile, shareUpTo, steppedPercentile } from './bound-forecast.ts';
import styles from './handle.module.css';
import { activationEnd, histogramMargin } from './histogram-plot.ts';

interface PercentileHandleProps {
  readonly diagnostics: LayerDiagnostics;
  readonly percentile: number;
  /** The marker's place, in activation units. */
  readonly bound: number;
  /** True if the marker is not at the bound that the histogram draws. */
  readonly apart: boolean;
  /** The meaning of its place, in words. */
  readonly words: string;
  /** Called while it is dragged. */
  readonly onMove: (percentile: number) => void;
  /** Called when it is let go, or moved by a key. */
  readonly onCommit: (percentile: number) => void;
}

/** A pointer that is this near to p99, p99.9 or the maximum means that, in pixels. */
const snap = 5;

export function PercentileHandle(props: PercentileHandleProps) {
  const { diagnostics, percentile, bound, apart, words, onMove, onCommit } = props;
  const handle = useRef<HTMLDivElement>(null);
  const dragged = useRef<number | null>(null);
  const end = activationEnd(diagnostics);
  const { left, right } = histogramMargin;

  const percentileAt = (event: PointerEvent): number => {
    const place = placeIn(handle.current!.parentElement!, event);
    const wide = place.width - left - right;
    const x = place.x - left;
    const { p99, p999, max } = diagnostics.percentiles;
    const marks = [
      { value: max, percentile: 100 },
      { value: p999, percentile: 99.9 },
      { value: p99, percentile: 99 },
    ];
    const meant = marks.find(({ value }) => Math.abs((value / end) * wide - x) <= snap);
    if (meant) return meant.percentile;
    return roundPercentile(100 * shareUpTo(diagnostics, Math.max(0, (x / wide) * end)));
  };
  const move = (event: PointerEvent) => {
    if (dragged.current === null) return;
    dragged.current = percentileAt(event);
    onMove(dragged.current);
  };
  const release = () => {
    if (dragged.current !== null) onCommit(dragged.current);
    dragged.current = null;
  };
  const press = (event: KeyboardEvent) => {
    const next = steppedPercentile(percentile, event.key);
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (next !== percentile) onCommit(next);
  };

  return (
    <div
      ref={handle}
      className={styles.handle}
      data-apart={apart || undefined}
      style={{ left: `calc(${left}px + (100% - ${left + right}px) * ${Math.min(1, bound / end)})` }}
      role="slider"
      tabIndex={0}
      aria-label="Percentile of the upper bound"
      aria-orientation="horizontal"
      aria-valuemin={50}
      aria-valuemax={100}
      aria-valuenow={percentile}
      aria-valuetext={words}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragged.current = percentile;
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerCancel={() => {
        dragged.current = null;
        onMove(percentile);
      }}
    >
      <i aria-hidden="true" />
    </div>
  );
}
