/** The stages as bands behind the curve, each named by its layer; a click selects it. Then the grid. */
import { usePlotArea } from 'recharts';
import { selectLayer } from '../store/selection.ts';
import { useWorkbench } from '../store/store.ts';
import type { AccuracyAxis } from './axes.ts';
import classes from './chart.module.css';
import type { Band, ChartLayout } from './chart-layout.ts';

const gap = 2;
/** The bands reach above the plot, so that no line crosses their names. */
const title = 22;
/** Rough width of a letter of a band's name; names that do not fit are left to the tooltip. */
const letter = 7;

export function Backdrop({ layout, axis }: { layout: ChartLayout; axis: AccuracyAxis }) {
  const plot = usePlotArea();
  const selected = useWorkbench((state) => state.selectedLayer);
  if (!plot || plot.width <= 0) return null;
  const x = (place: number) => plot.x + (place / layout.end) * plot.width;
  const [low, high] = axis.domain;
  const y = (place: number) => plot.y + plot.height * (1 - (place - low) / (high - low));
  return (
    <g>
      {layout.bands.map((band) => (
        <BandShape
          key={band.stage}
          band={band}
          left={x(band.from)}
          width={Math.max(1, x(band.to) - x(band.from) - gap)}
          top={plot.y - title}
          height={plot.height + title}
          selected={band.layer === selected}
        />
      ))}
      <g pointerEvents="none">
        <text x={plot.x - 8} y={plot.y + plot.height + 15} textAnchor="end" className={classes.axisName}>
          epoch
        </text>
        {axis.ticks.map((tick) => (
          <line
            key={tick.place}
            x1={plot.x}
            x2={plot.x + plot.width}
            y1={y(tick.place)}
            y2={y(tick.place)}
            className={classes.grid}
          />
        ))}
      </g>
    </g>
  );
}

interface BandShapeProps {
  readonly band: Band;
  readonly left: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
}

function BandShape({ band, left, width, top, height, selected }: BandShapeProps) {
  const fits = width > letter * band.layer.length + 10;
  return (
    // The strip of layers does the same with keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer only
    <g
      className={classes.band}
      data-state={band.state}
      data-selected={selected ? true : undefined}
      onClick={() => band.stage > 0 && selectLayer(band.layer)}
    >
      <title>{band.stage > 0 ? `Stage ${band.stage}: ${band.layer}` : 'Training the ANN'}</title>
      <rect x={left} y={top} width={width} height={height} rx={5} />
      {selected && (
        <rect className={classes.bandEdge} x={left} y={top + height - 3} width={width} height={3} rx={1.5} />
      )}
      {fits && (
        <text x={left + 7} y={top + 16}>
          {band.layer}
        </text>
      )}
    </g>
  );
}
