/**
 * Draws the untuned score over the window Ns, on its metric's axis, beside the scores after
 * fine-tuning.
 */
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  XAxis,
  YAxis,
} from 'recharts';
import type { UntunedPoint, UntunedResult } from '../../../runs/inspection/simulation.ts';
import { gainOver, type Metric } from '../../../tasks/metric.ts';
import { scoreInterval } from '../../../tasks/statistics/interval.ts';
import { axisRoom } from '../../shared/charts/axes.ts';
import { curveAxis } from './curve-axis.ts';
import { WindowReader } from './WindowReader.tsx';

interface UntunedCurveProps {
  readonly metric: Metric;
  readonly points: readonly UntunedPoint[];
  readonly tuned: readonly UntunedPoint[];
  readonly result: UntunedResult;
  readonly timeSteps: number;
  readonly onTimeSteps?: ((timeSteps: number) => void) | undefined;
}

const windows = [1, 2, 4, 8, 16, 32, 64];
/** Space at the right of the plot, px. */
const rightRoom = 14;
const tick = { fontSize: 12, fontFamily: 'var(--num)', fill: 'var(--soft)' };

export function UntunedCurve(props: UntunedCurveProps) {
  const { metric, points, tuned, result, timeSteps, onTimeSteps } = props;
  const scores = [...points, ...tuned].map(({ score }) => score);
  const axis = curveAxis(metric, [...scores, result.annScore], result.examples);
  const wordsAt = new Map(axis.ticks.map(({ place, words }) => [place, words]));
  const at = (point: UntunedPoint) => ({ x: Math.log2(point.timeSteps), y: axis.place(point.score) });
  /** Places a point with the interval that its score has on so few examples. */
  const withBand = (point: UntunedPoint) => {
    const interval = scoreInterval(metric, point.score, result.examples);
    return { ...at(point), ...(interval && { band: interval.map((end) => axis.place(end)) }) };
  };
  const ann = axis.place(result.annScore);
  const measured = points.find((point) => point.timeSteps === timeSteps);
  const here = measured ? at(measured) : null;
  const unit = metric.scale === 'linear' ? axis.domain[1] - axis.domain[0] : 1;
  const gap = here && gainOver(metric, ann, here.y) > leastGap[metric.scale] * unit ? here : null;
  return (
    <WindowReader
      label={`Untuned ${metric.label} over time steps: ${told(points, metric)}. ANN ${plain(metric.write(result.annScore))}.`}
      metric={metric}
      points={points}
      tuned={tuned}
      examples={result.examples}
      room={{ left: axisRoom(axis), right: rightRoom }}
      onTimeSteps={onTimeSteps}
    >
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart
          data={points.map(withBand)}
          margin={{ top: 6, right: rightRoom, bottom: 2, left: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" syncWithTicks />
          <XAxis
            dataKey="x"
            type="number"
            domain={[0, 6]}
            ticks={windows.map(Math.log2)}
            tickFormatter={(x: number) => String(2 ** x)}
            tick={tick}
            tickLine={false}
            axisLine={{ stroke: 'var(--line)' }}
            height={22}
          />
          <YAxis
            dataKey="y"
            type="number"
            domain={[...axis.domain]}
            ticks={axis.ticks.map(({ place }) => place)}
            tickFormatter={(y: number) => wordsAt.get(y) ?? ''}
            tick={tick}
            tickLine={false}
            axisLine={false}
            interval={0}
            width={axisRoom(axis)}
          />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--spike)"
            fillOpacity={0.13}
            isAnimationActive={false}
            activeDot={false}
          />
          <ReferenceLine y={ann} stroke="var(--ann)" strokeDasharray="5 4" strokeWidth={1.6} />
          <ReferenceLine x={Math.log2(timeSteps)} stroke="var(--ink)" strokeOpacity={0.35} />
          {gap ? (
            <ReferenceLine segment={[gap, { x: gap.x, y: ann }]} stroke="var(--bad)" strokeWidth={2.5} />
          ) : null}
          <Line
            dataKey="y"
            stroke="var(--spike)"
            strokeWidth={2}
            isAnimationActive={false}
            dot={(mark: MarkProps) => (
              <CurveMark key={mark.index} {...mark} hidden={mark.payload?.x === here?.x} />
            )}
            activeDot={false}
          />
          {tuned.length > 0 ? (
            <Scatter data={tuned.map(at)} dataKey="y" isAnimationActive={false} shape={<TunedMark />} />
          ) : null}
          {here ? <Scatter data={[here]} dataKey="y" isAnimationActive={false} shape={<HereMark />} /> : null}
        </ComposedChart>
      </ResponsiveContainer>
    </WindowReader>
  );
}

/**
 * The smallest gap between SNN and ANN that gets a red line: in decades, or as a share of a plain
 * axis.
 */
const leastGap: Readonly<Record<Metric['scale'], number>> = { logError: 0.05, log: 0.05, linear: 0.02 };

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

function told(points: readonly UntunedPoint[], metric: Metric): string {
  return points.map(({ timeSteps, score }) => `${timeSteps}: ${plain(metric.write(score))}`).join(', ');
}

interface MarkProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly index?: number;
  readonly payload?: { readonly x: number };
}

function CurveMark({ cx = 0, cy = 0, hidden }: MarkProps & { readonly hidden: boolean }) {
  if (hidden) return null;
  return <circle cx={cx} cy={cy} r={3} fill="var(--panel)" stroke="var(--spike)" strokeWidth={1.6} />;
}

function TunedMark({ cx = 0, cy = 0 }: MarkProps) {
  return (
    <path
      d={`M${cx},${cy - 6}l6,6l-6,6l-6,-6z`}
      fill="var(--spike)"
      stroke="var(--panel)"
      strokeWidth={1.5}
    />
  );
}

function HereMark({ cx = 0, cy = 0 }: MarkProps) {
  return <circle cx={cx} cy={cy} r={6} fill="var(--panel)" stroke="var(--spike)" strokeWidth={3} />;
}
