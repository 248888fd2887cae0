/**
 * Draws a layer's conversion: its tile, some of its neurons as bars with their bound, their steps
 * and their counts, and the tile behind it.
 */
import type { ConversionMoment, LayerInspection } from '../../../runs/inspection/simulation.ts';
import { figure, whole } from '../../shared/format.ts';
import { Flow } from '../diagram/Flow.tsx';
import { Tile } from '../diagram/Tile.tsx';
import { sumOf } from '../film/against.ts';
import classes from '../slow.module.css';
import { type ExampleNeuron, exampleNeurons } from './moment.ts';

interface ConversionDiagramProps {
  /** 1 to 6, as in conversion-words.ts. */
  readonly phase: number;
  /** In pixels. */
  readonly width: number;
  readonly moment: ConversionMoment;
  readonly layer: LayerInspection;
  readonly timeSteps: number;
  readonly shownSteps: number;
}

const top = 26;
const base = 212;
const rasterTop = 240;
const rasterHeight = 56;
const height = 306;
/** More steps than this are no lines that one can tell apart. */
const mostLines = 32;

export function ConversionDiagram(props: ConversionDiagramProps) {
  const { phase, width, moment, layer, timeSteps, shownSteps } = props;
  const narrow = width < 620;
  const tile = narrow ? 62 : 110;
  const gap = narrow ? 20 : 40;
  const left = tile + gap;
  const right = width - tile - gap;
  const examples = exampleNeurons(moment, narrow ? 5 : 10);
  const full = Math.max(
    ...examples.map(({ activation, theta }) => Math.max(activation, theta * timeSteps)),
    1e-9,
  );
  const y = (value: number) => base - (value / full) * (base - top);
  const column = (right - left) / Math.max(1, examples.length);
  const spiking = phase >= 5;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={classes.svg}>
      <title>{`Phase ${phase}`}</title>
      <Tile
        place={{ x: 0, y: 80, width: tile, height: 96 }}
        kind={spiking ? 'spike' : 'ann'}
        title={moment.layer}
        line={spiking ? 'spikes' : 'numbers'}
      />
      <Tile
        place={{ x: width - tile, y: 80, width: tile, height: 96 }}
        kind="ann"
        title={moment.next}
        line={phase >= 6 ? whole(sumOf(layer.counts)) : 'waits'}
        {...(phase >= 6 ? { second: 'spikes' } : {})}
        active={phase === 6}
      />
      {[`M ${tile + 2} 128 H ${left - 7}`, `M ${right + 2} 128 H ${width - tile - 7}`].map((way) => (
        <Flow key={way} d={way} kind={phase >= 5 ? 'spike' : 'ann'} moves={phase === 1 || phase === 6} />
      ))}
      <line x1={left} x2={right} y1={base} y2={base} className={classes.axis} />
      {examples.map((example, i) => (
        <Bar
          key={example.neuron}
          example={example}
          phase={phase}
          x={left + i * column}
          column={column}
          y={y}
          timeSteps={timeSteps}
        />
      ))}
      {phase >= 2 && examples[0] ? (
        <text x={right} y={y(examples[0].theta * timeSteps) - 6} textAnchor="end" className={classes.mark}>
          upper bound {figure(examples[0].theta * timeSteps)}
        </text>
      ) : null}
      {phase >= 5
        ? examples.map((example, i) => (
            <Train
              key={example.neuron}
              spikes={trainOf(layer, example.neuron, shownSteps)}
              x={left + i * column + column * 0.1}
              width={column * 0.8}
            />
          ))
        : null}
    </svg>
  );
}

function trainOf({ spikes, neurons }: LayerInspection, neuron: number, steps: number): boolean[] {
  return Array.from({ length: steps }, (_, t) => spikes[t * neurons + neuron] === 1);
}

interface BarProps {
  readonly example: ExampleNeuron;
  readonly phase: number;
  readonly x: number;
  readonly column: number;
  readonly y: (value: number) => number;
  readonly timeSteps: number;
}

function Bar({ example, phase, x, column, y, timeSteps }: BarProps) {
  const { activation, theta, count } = example;
  const bound = theta * timeSteps;
  const kept = Math.min(activation, bound);
  const [from, to] = [x + column * 0.1, x + column * 0.9];
  const wide = to - from;
  const counted = phase >= 4;
  return (
    <g>
      <rect
        className={classes.analogBar}
        data-faint={counted || undefined}
        x={from}
        y={y(kept)}
        width={wide}
        height={base - y(kept)}
      />
      {activation > bound ? (
        <rect
          className={classes.analogBar}
          data-cut={phase >= 2 || undefined}
          data-faint={counted || undefined}
          x={from}
          y={y(activation)}
          width={wide}
          height={y(bound) - y(activation)}
        />
      ) : null}
      {counted ? (
        <rect
          className={classes.countBar}
          x={from + wide * 0.18}
          y={y(count * theta)}
          width={wide * 0.64}
          height={base - y(count * theta)}
        />
      ) : null}
      {phase >= 3 && timeSteps <= mostLines
        ? Array.from({ length: timeSteps - 1 }, (_, k) => k + 1).map((level) => (
            <line
              key={level}
              className={classes.level}
              x1={from}
              x2={to}
              y1={y(level * theta)}
              y2={y(level * theta)}
            />
          ))
        : null}
      {phase >= 2 ? (
        <line className={classes.bound} x1={x} x2={x + column} y1={y(bound)} y2={y(bound)} />
      ) : null}
      <text
        x={x + column / 2}
        y={base + 16}
        textAnchor="middle"
        className={counted ? classes.count : classes.number}
      >
        {counted ? `${count}` : figure(activation)}
      </text>
    </g>
  );
}

interface TrainProps {
  readonly spikes: readonly boolean[];
  readonly x: number;
  readonly width: number;
}

/** The spikes of a neuron from the first step at the left to the last. */
function Train({ spikes, x, width }: TrainProps) {
  const step = width / spikes.length;
  return (
    <g>
      <rect x={x} y={rasterTop} width={width} height={rasterHeight} className={classes.field} />
      {spikes.map((fires, t) =>
        fires ? (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={t}
            className={classes.countBar}
            x={x + t * step + step * 0.2}
            y={rasterTop + 6}
            width={Math.max(0.8, step * 0.6)}
            height={rasterHeight - 12}
          />
        ) : null,
      )}
    </g>
  );
}
