/** Shows the activation histogram of one layer, before and after its fine-tuning. */
import { type ReactNode, useMemo, useState } from 'react';
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import type { InitialPotential } from '../../../engine/spiking/neuron-settings.ts';
import { figure, percent, range, smallPercent, threshold, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { Plot } from '../../shared/Plot.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { boundAt, forecast } from './bound-forecast.ts';
import { shareAbove } from './histogram.ts';
import { drawHistogram } from './histogram-plot.ts';
import type { Subject } from './inspected-run.ts';
import { PercentileHandle } from './PercentileHandle.tsx';
import styles from './stage.module.css';

interface ActivationsTabProps {
  readonly subject: Subject;
  readonly window: { readonly timeSteps: number; readonly initialPotential: InitialPotential };
  /** The percentile that the bound was measured at, and the one in the settings. */
  readonly measuredAt: number;
  readonly percentile: number;
  readonly onPercentile: (percentile: number) => void;
}

export function ActivationsTab({
  subject,
  window,
  measuredAt,
  percentile,
  onPercentile,
}: ActivationsTabProps) {
  const [moment, setMoment] = useState<'before' | 'after'>('after');
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = (moment === 'after' && subject.after) || !subject.before ? 'after' : 'before';
  const measured = subject[shown];
  const wanted = dragged ?? percentile;
  const bounds = measured?.upperBound.length ?? 0;
  // Bounds per channel do not follow from a histogram of the layer.
  const previewed = bounds === 1 && wanted !== measuredAt;
  const diagnostics = useMemo(
    () => measured && (previewed ? atPercentile(measured, wanted, window.timeSteps) : measured),
    [measured, previewed, wanted, window.timeSteps],
  );
  if (!measured || !diagnostics) return null;
  return (
    <>
      <div className={styles.head}>
        <Keys diagnostics={diagnostics} timeSteps={window.timeSteps} />
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
        diagnostics={diagnostics}
        timeSteps={window.timeSteps}
        handle={
          bounds === 1 && diagnostics.percentiles.max > 0 ? (
            <PercentileHandle
              diagnostics={measured}
              percentile={wanted}
              bound={diagnostics.upperBound[0]!}
              words={positionWords(diagnostics, wanted)}
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
        <ForecastLine {...{ diagnostics, window, previewed }} percentile={wanted} />
      ) : (
        <p className={shared.caption}>
          With a threshold per channel the percentile is set in the settings: one histogram of the layer does
          not tell the channels’ bounds.
        </p>
      )}
    </>
  );
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

function positionWords(diagnostics: LayerDiagnostics, percentile: number): string {
  const { upperBound, threshold: steps, histogram } = diagnostics;
  const bound = upperBound[0]!;
  const name = percentile === 100 ? 'percentile 100, the maximum' : `percentile ${percentile}`;
  if (bound === 0) return `${name}: bound 0, no neuron would fire`;
  const above = smallPercent(shareAbove(histogram, bound));
  return `${name}: bound ${figure(bound)}, step ${threshold(steps[0]!)}, clips ${above} of the activations`;
}

interface ForecastLineProps {
  readonly diagnostics: LayerDiagnostics;
  readonly window: ActivationsTabProps['window'];
  readonly percentile: number;
  readonly previewed: boolean;
}

function ForecastLine({ diagnostics, window, percentile, previewed }: ForecastLineProps) {
  const bound = diagnostics.upperBound[0]!;
  const { step, clipped, rounding } = forecast(diagnostics, bound, window);
  const name = percentile === 100 ? 'max' : `p${percentile}`;
  return (
    <p className={shared.caption}>
      <b>
        {name}: bound {previewed ? '≈ ' : ''}
        {figure(bound)}, step ϑ {previewed ? '≈ ' : ''}
        {threshold(step)}
      </b>
      {bound > 0
        ? ` · clipping costs about ${smallPercent(clipped)} and rounding about ${smallPercent(rounding)} of the bound, estimated from the bars.`
        : ' · no neuron would fire.'}{' '}
      Drag the marker to choose the percentile.
    </p>
  );
}

interface HistogramProps {
  readonly diagnostics: LayerDiagnostics;
  readonly timeSteps: number;
}

function Keys({ diagnostics, timeSteps }: HistogramProps) {
  const channels = diagnostics.upperBound.length;
  const single = diagnostics.upperBound[0] ?? 0;
  return (
    <p className={shared.keys}>
      <Key colour="ann">activations</Key>
      <Key colour="bad">
        {channels > 1
          ? 'above every channel’s bound'
          : `above the bound: ${smallPercent(shareAbove(diagnostics.histogram, single))}`}
      </Key>
      {channels > 1 ? (
        <Key colour="spike-soft">
          bounds of {channels} channels, ϑ {range(diagnostics.threshold, threshold)}
        </Key>
      ) : (
        <Key colour="spike" shape="line">
          {timeSteps === 1 ? 'the one step' : `the ${timeSteps} steps`} of ϑ ={' '}
          {threshold(diagnostics.threshold[0] ?? 0)}
        </Key>
      )}
    </p>
  );
}

function Histogram({ diagnostics, timeSteps, handle }: HistogramProps & { readonly handle: ReactNode }) {
  const draw = useMemo(() => drawHistogram(diagnostics, timeSteps), [diagnostics, timeSteps]);
  const { percentiles, histogram, images } = diagnostics;
  const zeros = percent(histogram.zeros / Math.max(1, histogram.total));
  const label =
    `Histogram of ${whole(histogram.total)} activations on a log-count axis: p99 ${figure(percentiles.p99)}, ` +
    `p99.9 ${figure(percentiles.p999)}, maximum ${figure(percentiles.max)}, upper bound ${range(diagnostics.upperBound)}, ` +
    `threshold ${range(diagnostics.threshold, threshold)}, ${zeros} zeros.`;
  return (
    <>
      <div className={styles.plotBox}>
        <Plot draw={draw} label={label}>
          {handle}
        </Plot>
      </div>
      <p className={shared.caption}>
        {whole(histogram.total)} activations of {whole(images)} calibration images, how many on a log axis.{' '}
        {zeros} are zero and not drawn.
      </p>
    </>
  );
}
