/** Where the boxes and arrows of a tandem step lie: side by side, or one below the other. */
import type { Place } from '../diagram/Tile.tsx';

type Box = 'arriving' | 'spiking' | 'weights' | 'analog' | 'behind' | 'loss';
type Way =
  | 'arrivingToSpiking'
  | 'arrivingToAnalog'
  | 'spikingToBehind'
  | 'behindToLoss'
  | 'lossToBehind'
  | 'behindToAnalog'
  | 'analogToWeights'
  | 'weightsToSpiking';

export interface Layout {
  readonly height: number;
  readonly boxes: Readonly<Record<Box, Place>>;
  /** Each way as the path of an SVG. */
  readonly paths: Readonly<Record<Way, string>>;
}

/** Room that an arrow leaves to the box it points at. */
const head = 7;

export function layoutOf(width: number): Layout {
  return width < 620 ? below(width) : beside(width);
}

/** A curve that leaves and arrives level. */
function across(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (x1 + x2) / 2;
  return `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${x2} ${y2}`;
}

/** A curve that leaves and arrives upright. */
function down(x1: number, y1: number, x2: number, y2: number): string {
  const middle = (y1 + y2) / 2;
  return `M ${x1} ${y1} C ${x1} ${middle}, ${x2} ${middle}, ${x2} ${y2}`;
}

function beside(width: number): Layout {
  const arriving = { x: 0, y: 100, width: width * 0.15, height: 76 };
  const branch = { x: width * 0.26, width: width * 0.27 };
  const spiking = { ...branch, y: 8, height: 76 };
  const weights = { ...branch, y: 108, height: 60 };
  const analog = { ...branch, y: 192, height: 76 };
  const behind = { x: width * 0.65, y: 100, width: width * 0.15, height: 76 };
  const loss = { x: width * 0.88, y: 100, width: width * 0.12, height: 76 };
  const end = (box: Place) => box.x + box.width;
  const middle = branch.x + branch.width / 2;
  return {
    height: 276,
    boxes: { arriving, spiking, weights, analog, behind, loss },
    paths: {
      arrivingToSpiking: across(end(arriving), 126, branch.x - head, 46),
      arrivingToAnalog: across(end(arriving), 150, branch.x - head, 230),
      spikingToBehind: across(end(spiking), 46, behind.x - head, 126),
      behindToLoss: across(end(behind), 126, loss.x - head, 126),
      lossToBehind: across(loss.x, 150, end(behind) + head, 150),
      behindToAnalog: across(behind.x, 150, end(analog) + head, 230),
      analogToWeights: down(middle, analog.y, middle, 168 + head),
      weightsToSpiking: down(middle, weights.y, middle, 84 + head),
    },
  };
}

function below(width: number): Layout {
  const half = width / 2 - 8;
  const arriving = { x: width * 0.25, y: 0, width: width * 0.5, height: 54 };
  const spiking = { x: 0, y: 92, width: half, height: 76 };
  const analog = { x: width - half, y: 92, width: half, height: 76 };
  const weights = { x: width * 0.2, y: 200, width: width * 0.6, height: 54 };
  const behind = { x: width * 0.25, y: 290, width: width * 0.5, height: 54 };
  const loss = { x: width * 0.25, y: 382, width: width * 0.5, height: 70 };
  const [left, right] = [spiking.x + half * 0.16, analog.x + half * 0.84];
  return {
    height: 456,
    boxes: { arriving, spiking, weights, analog, behind, loss },
    paths: {
      arrivingToSpiking: down(width * 0.38, 54, half / 2, 92 - head),
      arrivingToAnalog: down(width * 0.62, 54, width - half / 2, 92 - head),
      spikingToBehind: `M ${left} 168 V 317 H ${behind.x - head}`,
      behindToLoss: down(width * 0.42, 344, width * 0.42, 382 - head),
      lossToBehind: down(width * 0.58, 382, width * 0.58, 344 + head),
      behindToAnalog: `M ${behind.x + behind.width} 317 H ${right} V ${168 + head}`,
      analogToWeights: down(width * 0.66, 168, width * 0.66, 200 - head),
      weightsToSpiking: down(width * 0.34, 200, width * 0.34, 168 + head),
    },
  };
}
