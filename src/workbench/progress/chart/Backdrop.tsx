/**
 * Draws the background of the curves: the stages as bands, each named by its layer, then the grid
 * and the axes' numbers.
 */
import { memo } from 'react';
import { allLayers } from '../../../runs/spec/methods/stages.ts';
import { type LossAxis, type ScoreAxis, withMinus } from '../../shared/charts/axes.ts';
import { selectLayer } from '../../store/selection.ts';
import { useWorkbench } from '../../store/store.ts';
import classes from './chart.module.css';
import { type Band, epochTicks, sameBands } from './chart-layout.ts';
import { type Box, linearScale } from './frame.ts';

const gap = 2;
/** Height of the bands above the plot, px, so that no line crosses their names. */
const title = 22;
/** Rough width of a letter of a band's name, px; names that do not fit are left to the tooltip. */
const letter = 7;
/** Least distance of two epoch numbers, px. */
const epochRoom = 19;

export interface BackdropProps {
  readonly bands: readonly Band[];
  readonly end: number;
  readonly box: Box;
  readonly axis: ScoreAxis;
  readonly losses: LossAxis | null;
}

/**
 * Draws the background. It is memoised because most epochs change nothing here: a band has room for
 * those to come.
 */
export const Backdrop = memo(
  function Backdrop({ bands, end, box, axis, losses }: BackdropProps) {
    const selected = useWorkbench((state) => state.selectedLayer);
    const x = linearScale([0, end], [box.left, box.right]);
    return (
      <g>
        {bands.map((band) => (
          <BandShape
            key={band.stage}
            band={band}
            left={x(band.from)}
            width={Math.max(1, x(band.to) - x(band.from) - gap)}
            top={box.top - title}
            height={box.bottom - box.top + title}
            selected={band.layer === selected}
          />
        ))}
        <g pointerEvents="none" className={classes.axis}>
          <ScoreGrid box={box} axis={axis} />
          {losses && <LossNumbers box={box} losses={losses} />}
          <text x={box.left - 8} y={box.bottom + 17} className={classes.axisName}>
            epoch
          </text>
          <g className={classes.epochs}>
            {epochTicks({ bands, end }, (box.right - box.left) / epochRoom).map((tick) => (
              <text key={tick.x} x={x(tick.x)} y={box.bottom + 17}>
                {tick.epoch}
              </text>
            ))}
          </g>
        </g>
      </g>
    );
  },
  (before, after) =>
    before.box === after.box &&
    before.axis === after.axis &&
    before.losses === after.losses &&
    before.end === after.end &&
    sameBands(before.bands, after.bands),
);

function ScoreGrid({ box, axis }: { box: Box; axis: ScoreAxis }) {
  const y = linearScale(axis.domain, [box.bottom, box.top]);
  return axis.ticks.map(({ place, words }) => (
    <g key={place}>
      <line x1={box.left} x2={box.right} y1={y(place)} y2={y(place)} className={classes.grid} />
      <text x={box.left - 8} y={y(place) + 4}>
        {words}
      </text>
    </g>
  ));
}

function LossNumbers({ box, losses }: { box: Box; losses: LossAxis }) {
  const y = linearScale(losses.domain, [box.bottom, box.top]);
  return (
    <g className={classes.losses}>
      {losses.ticks.map((loss) => (
        <text key={loss} x={box.right + 8} y={y(loss) + 4}>
          {withMinus(loss)}
        </text>
      ))}
    </g>
  );
}

/** Tells whether a band is the stage of a single layer, which can be inspected. */
function isLayers({ stage, layer, state }: Band): boolean {
  return stage > 0 && state !== 'beyond' && layer !== allLayers;
}

function bandWords({ stage, layer, state }: Band): string {
  if (state === 'beyond') return 'Only the runs compared with this one have these epochs';
  return stage > 0 ? `Stage ${stage}: ${layer}` : 'Training the ANN';
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
      data-whole={band.layer === allLayers || undefined}
      onClick={() => isLayers(band) && selectLayer(band.layer)}
    >
      <title>{bandWords(band)}</title>
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
