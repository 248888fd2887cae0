/**
 * Shows the counts of a code as bars. They are dragged, or moved by keys: up and down change a
 * count, left and right lead to the next neuron. A line marks what an edited count was.
 */
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { placeIn } from '../../shared/place-in.ts';
import styles from './code.module.css';
import { countAt, countWords, steppedCount } from './code.ts';

interface CodeBarsProps {
  readonly layer: string;
  readonly counts: Float32Array;
  readonly original: Float32Array;
  readonly timeSteps: number;
  readonly onCount: (neuron: number, count: number) => void;
}

export function CodeBars({ layer, counts, original, timeSteps, onCount }: CodeBarsProps) {
  const bars = useRef<HTMLDivElement>(null);
  /** The neuron that Tab leads to. */
  const [reached, setReached] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const last = counts.length - 1;
  const home = Math.min(reached, last);
  const told = pointed ?? focused;

  const press = (event: KeyboardEvent, neuron: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const aside = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = steppedCount(counts[neuron]!, event.key, timeSteps);
    if (aside === undefined && next === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (aside !== undefined) {
      const to = Math.min(last, Math.max(0, neuron + aside));
      bars.current?.querySelector<HTMLElement>(`[data-neuron="${to}"]`)?.focus();
    } else if (next !== counts[neuron]) onCount(neuron, next!);
  };
  const drag = (event: PointerEvent<HTMLElement>, neuron: number) => {
    const { y, height } = placeIn(event.currentTarget, event);
    const count = countAt(y, height, timeSteps);
    if (count !== counts[neuron]) onCount(neuron, count);
  };

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: bars in a row are no fieldset */}
      <div ref={bars} className={styles.bars} role="group" aria-label={`Spike counts of ${layer}`}>
        {Array.from(counts, (count, neuron) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a neuron is its place
            key={neuron}
            className={styles.bar}
            data-neuron={neuron}
            data-edited={count !== original[neuron] || undefined}
            style={
              {
                '--count': count / timeSteps,
                '--original': original[neuron]! / timeSteps,
              } as CSSProperties
            }
            role="slider"
            tabIndex={neuron === home ? 0 : -1}
            aria-label={`Neuron ${neuron}`}
            aria-orientation="vertical"
            aria-valuemin={0}
            aria-valuemax={timeSteps}
            aria-valuenow={count}
            aria-valuetext={countWords(count, original[neuron]!, timeSteps)}
            onKeyDown={(event) => press(event, neuron)}
            onFocus={() => {
              setReached(neuron);
              setFocused(neuron);
            }}
            onBlur={() => setFocused(null)}
            onPointerEnter={() => setPointed(neuron)}
            onPointerLeave={() => setPointed(null)}
            onPointerDown={(event) => {
              if (event.button !== 0) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              drag(event, neuron);
            }}
            onPointerMove={(event) => {
              if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(event, neuron);
            }}
          >
            <i aria-hidden />
          </div>
        ))}
      </div>
      <p className={styles.told}>
        {told === null
          ? 'Drag a bar, or use the arrow keys.'
          : `Neuron ${told}: ${countWords(counts[told] ?? 0, original[told] ?? 0, timeSteps)}`}
      </p>
    </>
  );
}
