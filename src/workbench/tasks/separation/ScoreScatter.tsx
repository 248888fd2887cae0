/** SI-SDR of many examples as dots; a press on one opens its example. */
import { type MouseEvent, useMemo, useState } from 'react';
import shared from '../../shared/inspect.module.css';
import { Plot } from '../../shared/Plot.tsx';
import { placeIn } from '../../shared/place-in.ts';
import { Segmented } from '../../shared/Segmented.tsx';
import {
  dotsOf,
  drawScatter,
  frameOf,
  meanGain,
  nearestDot,
  rangeOf,
  type ScorePair,
  type ScorePoint,
  scatterWords,
} from './scatter.ts';
import styles from './separation.module.css';

interface ScoreScatterProps {
  /** Pass the same array while the scores are the same. */
  readonly points: readonly ScorePoint[];
  /** The example that is open. */
  readonly chosen: number | null;
  readonly onOpen: (index: number) => void;
}

const height = 280;

const decibels = (value: number) => `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(1)}`;

export function ScoreScatter({ points, chosen, onOpen }: ScoreScatterProps) {
  const [wanted, setPair] = useState<ScorePair>('mixture-snn');
  const hasAnn = points.some(({ ann }) => ann !== null);
  const pair = hasAnn ? wanted : 'mixture-snn';
  const dots = useMemo(() => dotsOf(points, pair), [points, pair]);
  const draw = useMemo(() => drawScatter(dots, pair, chosen), [dots, pair, chosen]);
  const { across, up } = scatterWords[pair];
  const gain = meanGain(dots);
  const press = (event: MouseEvent<HTMLElement>) => {
    const place = placeIn(event.currentTarget, event);
    const frame = frameOf(place.width, place.height, rangeOf(dots));
    const dot = nearestDot(dots, frame, place);
    if (dot) onOpen(dot.index);
  };
  return (
    <div className={styles.scatter}>
      {hasAnn ? (
        <Segmented
          label="Scores that are compared"
          value={pair}
          onChange={setPair}
          options={(['mixture-snn', 'ann-snn', 'mixture-ann'] as const).map((value) => ({
            value,
            label: `${scatterWords[value].across} → ${scatterWords[value].up}`,
          }))}
        />
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the table below has a button for each dot */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the table below has a button for each dot */}
      <div className={styles.dots} onClick={press}>
        <Plot
          draw={draw}
          height={height}
          label={`SI-SDR of the ${up} against the ${across} in ${dots.length} examples; the table below has the figures.`}
        />
      </div>
      <p className={shared.caption}>
        {gain === null
          ? 'No example has both scores yet.'
          : `SI-SDR, ${dots.length} examples: the ${up} has ${decibels(Math.abs(gain))}\u00a0dB ${gain < 0 ? 'less' : 'more'} than the ${across} on average. Dots above the line gain. Press one to open its example.`}
      </p>
      <details className={styles.table}>
        <summary>The same as a table</summary>
        <table>
          <thead>
            <tr>
              {['example', 'mixture', 'ANN', 'SNN'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ index, mixture, ann, snn }) => (
              <tr key={index} data-chosen={index === chosen || undefined}>
                <td>
                  <button type="button" onClick={() => onOpen(index)} aria-label={`Open example ${index}`}>
                    {index}
                  </button>
                </td>
                <td>{decibels(mixture)}</td>
                <td>{ann === null ? '–' : decibels(ann)}</td>
                <td>{decibels(snn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
