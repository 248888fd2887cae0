/** The activation histogram of one layer, before and after its fine-tuning. */
import { useMemo, useState } from 'react';
import type { LayerDiagnostics } from '../../ptl/diagnostics.ts';
import { Segmented } from '../Segmented.tsx';
import { figure, percent, range, smallPercent, threshold, whole } from './format.ts';
import { shareAbove } from './histogram.ts';
import { drawHistogram } from './histogram-plot.ts';
import shared from './inspect.module.css';
import type { Subject } from './inspected-run.ts';
import { Key } from './Key.tsx';
import { Plot } from './Plot.tsx';
import styles from './stage.module.css';

interface ActivationsTabProps {
  readonly subject: Subject;
  readonly timeSteps: number;
}

export function ActivationsTab({ subject, timeSteps }: ActivationsTabProps) {
  const [moment, setMoment] = useState<'before' | 'after'>('after');
  const shown = (moment === 'after' && subject.after) || !subject.before ? 'after' : 'before';
  const diagnostics = subject[shown];
  if (!diagnostics) return null;
  return (
    <>
      <div className={styles.head}>
        <Keys diagnostics={diagnostics} timeSteps={timeSteps} />
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
      <Histogram diagnostics={diagnostics} timeSteps={timeSteps} />
    </>
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

function Histogram({ diagnostics, timeSteps }: HistogramProps) {
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
        <Plot draw={draw} label={label} />
      </div>
      <p className={shared.caption}>
        {whole(histogram.total)} activations of {whole(images)} calibration images, how many on a log axis.{' '}
        {zeros} are zero and not drawn.
      </p>
    </>
  );
}
