/** Shows the activation histogram of one layer, before and after its fine-tuning. */
import { type ReactNode, useMemo, useState } from 'react';
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import type { InitialPotential } from '../../../engine/spiking/neuron-settings.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { figure, percent, range, smallPercent, threshold, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { Plot } from '../../shared/Plot.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { Term } from '../../words/glossary/Term.tsx';
import { boundAt, forecast, isOwnBound, roundPercentile, shareUpTo } from './bound-forecast.ts';
import { type FittedBound, fittedBound } from './fitted-bound.ts';
import { shareAbove } from './histogram.ts';
import { drawHistogram } from './histogram-plot.ts';
import type { Subject } from './inspected-run.ts';
import { PercentileHandle } from './PercentileHandle.tsx';
import styles from './stage.module.css';

interface ActivationsTabProps {
  readonly subject: Subject;
  /** What examples are called: `images`. */
  readonly many: string;
  readonly window: { readonly timeSteps: number; readonly initialPotential: InitialPotential };
  /** The settings that the bound was measured with. */
  readonly measured: Pick<UntunedSettings, 'thresholdRule' | 'percentile' | 'thresholdFrom'>;
  /** The untuned score with this bound, in words; null where it is not known. */
  readonly untuned: string | null;
  /** True if those are the settings in the form, a moment ago; false if they are a run's. */
  readonly ofSettings: boolean;
  /** How bounds are found in the form, and the percentile there. */
  readonly rule: UntunedSettings['thresholdRule'];
  readonly percentile: number;
  /** Null where the settings are locked. */
  readonly onPercentile: ((percentile: number) => void) | null;
}

export function ActivationsTab(props: ActivationsTabProps) {
  const { subject, many, window, measured, untuned, ofSettings, rule, percentile, onPercentile } = props;
  const [moment, setMoment] = useState<'before' | 'after'>('after');
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = (moment === 'after' && subject.after) || !subject.before ? 'after' : 'before';
  const found = subject[shown];
  const wanted = dragged ?? percentile;
  const bounds = found?.upperBound.length ?? 0;
  const byPercentile = rule === 'percentile' && measured.thresholdRule === 'percentile';
  const other = byPercentile && bounds === 1 && wanted !== measured.percentile;
  const movable = Boolean(
    byPercentile &&
      shown === 'before' &&
      found &&
      found.percentiles.max > 0 &&
      isOwnBound(found, measured.percentile),
  );
  // What a run has measured stays as it is, whatever the form holds: only the marker is moved.
  const previewed = movable && other && (ofSettings || dragged !== null);
  const moved = useMemo(
    () => (found && other ? atPercentile(found, wanted, window.timeSteps) : null),
    [found, other, wanted, window.timeSteps],
  );
  const fitted = useMemo(
    () => (found && bounds === 1 ? fittedBound(found, window) : null),
    [found, bounds, window],
  );
  if (!found) return null;
  const diagnostics = (previewed && moved) || found;
  return (
    <>
      <div className={styles.head}>
        <Keys
          diagnostics={diagnostics}
          timeSteps={window.timeSteps}
          fitted={fitted}
          percentile={movable ? (previewed ? wanted : measured.percentile) : null}
        />
        <Segmented
          label="Measured before or after fine-tuning"
          value={shown}
          onChange={setMoment}
          options={[
            { value: 'before', label: 'before tuning', disabled: !subject.before },
            { value: 'after', label: 'after tuning', disabled: !subject.after },
          ]}
        />
      </div>
      <Histogram
        many={many}
        diagnostics={diagnostics}
        timeSteps={window.timeSteps}
        fitted={fitted}
        handle={
          movable && onPercentile ? (
            <PercentileHandle
              diagnostics={found}
              percentile={wanted}
              bound={(moved ?? found).upperBound[0]!}
              apart={other && !previewed}
              words={positionWords(moved ?? found, wanted)}
              onMove={setDragged}
              onCommit={(next) => {
                setDragged(null);
                onPercentile(next);
              }}
            />
          ) : null
        }
      />
      {bounds === 1 ? (
        <p className={shared.caption}>
          <Forecast
            name={movable ? percentileWords(previewed ? wanted : measured.percentile) : fittedName(measured)}
            {...{ diagnostics, window, estimated: previewed }}
          />
          {untuned && !previewed ? ` The whole network, untuned: ${untuned}.` : null}
          {movable
            ? onPercentile && (
                <>
                  {' '}
                  Drag the marker to choose the <Term id="percentile">percentile</Term>.
                </>
              )
            : ` ${originWords(measured, found)} The percentiles above are those of the activations shown.`}
          {fitted && measured.thresholdRule === 'percentile' ? (
            <>
              {' '}
              By <Term id="leastSquares">least squares</Term> it would be ≈ {figure(fitted.bound)} at Ns{' '}
              {window.timeSteps}, {shareWords(fitted.percentile)}.
            </>
          ) : null}
          {movable && other && !previewed && moved ? (
            <>
              {' '}
              In your settings:{' '}
              <Forecast name={percentileWords(wanted)} {...{ diagnostics: moved, window, estimated: true }} />
            </>
          ) : null}
        </p>
      ) : (
        <p className={shared.caption}>
          With a threshold per channel the percentile is set in the settings: one histogram of the layer does
          not tell the channels’ bounds.
        </p>
      )}
    </>
  );
}

/** Says where a bound comes from that is no percentile of the activations shown. */
function originWords(
  { thresholdRule, percentile, thresholdFrom }: ActivationsTabProps['measured'],
  shown: LayerDiagnostics,
): string {
  const of = thresholdFrom === 'ann' ? 'the ANN’s activations' : 'the activations before tuning';
  if (thresholdRule === 'leastSquares')
    return `The window’s spikes come nearest to ${of} with this bound, ${shareWords(100 * shareUpTo(shown, shown.upperBound[0]!))} of those shown.`;
  return `The bound is ${percentileWords(percentile)} of ${of}.`;
}

/** Returns the same activations with the bound moved to a percentile of theirs. */
function atPercentile(
  diagnostics: LayerDiagnostics,
  percentile: number,
  timeSteps: number,
): LayerDiagnostics {
  const bound = boundAt(diagnostics, percentile);
  return { ...diagnostics, upperBound: [bound], threshold: [bound / timeSteps] };
}

/** Returns the name of a bound that is no percentile, or null. */
function fittedName({ thresholdRule }: ActivationsTabProps['measured']): string | null {
  return thresholdRule === 'leastSquares' ? 'least squares' : null;
}

/**
 * Returns the share of activations above a bound, read off the bars. Above a percentile of theirs
 * lies at most what it leaves: where many are equal to it, a bar cannot tell them from higher ones.
 */
function above({ histogram }: LayerDiagnostics, bound: number, percentile: number | null): number {
  return Math.min(shareAbove(histogram, bound), percentile === null ? 1 : 1 - percentile / 100);
}

/** Returns which percentile a bound is, as “about p98.7”. */
function shareWords(percentile: number): string {
  return `about ${percentileWords(roundPercentile(percentile))}`;
}

function percentileWords(percentile: number): string {
  return percentile === 100 ? 'max' : `p${percentile}`;
}

function positionWords(diagnostics: LayerDiagnostics, percentile: number): string {
  const { upperBound, threshold: steps } = diagnostics;
  const bound = upperBound[0]!;
  const name = percentile === 100 ? 'percentile 100, the maximum' : `percentile ${percentile}`;
  if (bound === 0) return `${name}: bound 0, no neuron would fire`;
  const clipped = smallPercent(above(diagnostics, bound, percentile));
  return `${name}: bound ${figure(bound)}, step ${threshold(steps[0]!)}, clips ${clipped} of the activations`;
}

interface ForecastProps {
  readonly diagnostics: LayerDiagnostics;
  readonly window: ActivationsTabProps['window'];
  /** The percentile that the bound is; null if it is none of the activations shown. */
  readonly name: string | null;
  /** True for a bound that is not measured but read off the histogram. */
  readonly estimated: boolean;
}

function Forecast({ diagnostics, window, name, estimated }: ForecastProps) {
  const bound = diagnostics.upperBound[0]!;
  const { step, clipped, rounding } = forecast(diagnostics, bound, window);
  const about = estimated ? '≈ ' : '';
  return (
    <>
      <b>
        {name === null ? 'Bound' : `${name}: bound`} {about}
        {figure(bound)}, step ϑ {about}
        {threshold(step)}
      </b>
      {bound > 0
        ? ` · clipping costs about ${smallPercent(clipped)} and rounding about ${smallPercent(rounding)} of the mean activation, estimated from the bars.`
        : ' · no neuron would fire.'}
    </>
  );
}

interface HistogramProps {
  readonly diagnostics: LayerDiagnostics;
  readonly timeSteps: number;
  /** The bound of least squares; null where each channel has its own. */
  readonly fitted: FittedBound | null;
}

interface KeysProps extends HistogramProps {
  /** The percentile of the activations shown that the bound is; null if it is none. */
  readonly percentile: number | null;
}

function Keys({ diagnostics, timeSteps, fitted, percentile }: KeysProps) {
  const channels = diagnostics.upperBound.length;
  const single = diagnostics.upperBound[0] ?? 0;
  return (
    <p className={shared.keys}>
      <Key colour="ann">activations</Key>
      <Key colour="bad">
        {channels > 1 ? (
          'above every channel’s bound'
        ) : (
          <>
            above the <Term id="upperBound">bound</Term>:{' '}
            {smallPercent(above(diagnostics, single, percentile))}
          </>
        )}
      </Key>
      {channels > 1 ? (
        <Key colour="spike-soft">
          bounds of {channels} channels, ϑ {range(diagnostics.threshold, threshold)}
        </Key>
      ) : (
        <Key colour="spike" shape="line">
          {timeSteps === 1 ? 'the one step' : `the ${timeSteps} steps`} of <Term id="threshold">ϑ</Term> ={' '}
          {threshold(diagnostics.threshold[0] ?? 0)}
        </Key>
      )}
      {fitted && (
        <Key colour="bad" shape="line">
          squared error against the bound
        </Key>
      )}
    </p>
  );
}

interface HistogramBoxProps extends HistogramProps {
  readonly many: string;
  readonly handle: ReactNode;
}

function Histogram({ many, diagnostics, timeSteps, fitted, handle }: HistogramBoxProps) {
  const draw = useMemo(() => drawHistogram(diagnostics, timeSteps, fitted), [diagnostics, timeSteps, fitted]);
  const { percentiles, histogram, images } = diagnostics;
  const zeros = percent(histogram.zeros / Math.max(1, histogram.total));
  const label =
    `Histogram of ${whole(histogram.total)} activations on a log-count axis: p99 ${figure(percentiles.p99)}, ` +
    `p99.9 ${figure(percentiles.p999)}, maximum ${figure(percentiles.max)}, upper bound ${range(diagnostics.upperBound)}, ` +
    `threshold ${range(diagnostics.threshold, threshold)}, ${zeros} zeros.`;
  return (
    <>
      <div className={styles.plotBox} data-look>
        <Plot draw={draw} label={label}>
          {handle}
        </Plot>
      </div>
      <p className={shared.caption}>
        {whole(histogram.total)} activations of {whole(images)} <Term id="calibration">calibration</Term>{' '}
        {many}, how many on a log axis. {zeros} are zero and not drawn.
      </p>
    </>
  );
}
