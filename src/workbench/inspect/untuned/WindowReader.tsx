/**
 * The curve's surface: pointer and arrow keys move from window to window, a tooltip shows the score
 * of the one they are at, and a click or Enter chooses it.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { UntunedPoint } from '../../../runs/inspection/simulation.ts';
import type { Metric } from '../../../tasks/metric.ts';
import { marginWords } from '../../../tasks/statistics/interval.ts';
import { stepTo } from '../../shared/charts/step-to.ts';
import { curveSteps } from './curve-steps.ts';
import styles from './untuned.module.css';
import { nearestWindow, placeOf } from './window-place.ts';

interface WindowReaderProps {
  /** The curve in words. */
  readonly label: string;
  readonly metric: Metric;
  readonly points: readonly UntunedPoint[];
  readonly tuned: readonly UntunedPoint[];
  readonly examples: number;
  /** Space beside the plot, px. */
  readonly room: { readonly left: number; readonly right: number };
  readonly onTimeSteps?: ((timeSteps: number) => void) | undefined;
  readonly children: ReactNode;
}

export function WindowReader(props: WindowReaderProps) {
  const { label, room, onTimeSteps, children } = props;
  const [index, setIndex] = useState(-1);
  const at = curveSteps[index];

  function indexAt({ clientX, currentTarget }: PointerEvent<HTMLElement>): number {
    const { left, width } = currentTarget.getBoundingClientRect();
    return nearestWindow(clientX - left, width, room);
  }

  function press(event: KeyboardEvent): void {
    if (event.key === 'Enter' && at !== undefined) onTimeSteps?.(at);
    const next = stepTo(event.key, index, curveSteps.length);
    if (next === undefined) return;
    event.preventDefault();
    setIndex(next);
  }

  return (
    <div
      className={styles.chart}
      data-look
      translate="no"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what is read by keys must be reachable by them
      tabIndex={0}
      aria-label={`${label} The arrow keys move over the windows${onTimeSteps ? ', Enter chooses one' : ''}.`}
      data-chooses={onTimeSteps ? true : undefined}
      onPointerMove={(event) => setIndex(indexAt(event))}
      // A finger leaves with every tap, which must not close the tooltip.
      onPointerLeave={({ pointerType }) => pointerType !== 'touch' && setIndex(-1)}
      onPointerUp={(event) => {
        const chosen = indexAt(event);
        setIndex(chosen);
        if (chosen >= 0) onTimeSteps?.(curveSteps[chosen]!);
      }}
      onBlur={() => setIndex(-1)}
      onKeyDown={press}
    >
      {children}
      <div role="status">{at !== undefined && <WindowTooltip {...props} timeSteps={at} />}</div>
    </div>
  );
}

function WindowTooltip(props: WindowReaderProps & { readonly timeSteps: number }) {
  const { metric, points, tuned, examples, room, timeSteps } = props;
  const found = points.find((point) => point.timeSteps === timeSteps);
  const after = tuned.find((point) => point.timeSteps === timeSteps);
  const share = placeOf(timeSteps);
  const x = `calc(${room.left}px + ${share} * (100% - ${room.left + room.right}px))`;
  return (
    <>
      <i className={styles.cursor} style={{ left: x }} aria-hidden />
      <div
        className={styles.tooltip}
        style={share < 0.5 ? { left: `calc(${x} + 10px)` } : { right: `calc(100% - ${x} + 10px)` }}
      >
        <b>Ns {timeSteps}</b>
        <span>
          {found
            ? `just converted ${metric.write(found.score, examples)} ${marginWords(metric, found.score, examples)}`
            : 'not measured yet'}
        </span>
        {after && <span>after tuning {metric.write(after.score)}</span>}
      </div>
    </>
  );
}
