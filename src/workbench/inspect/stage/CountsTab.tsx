/**
 * Shows whether the spike counts stand for the activations: a cloud of points, its ideal staircase,
 * and the answer in words.
 */
import { useMemo } from 'react';
import type { LayerDiagnostics } from '../../../engine/diagnosis/diagnostics.ts';
import type { InitialPotential } from '../../../engine/spiking/neuron-settings.ts';
import { exampleNoun, namedFor } from '../../../tasks/example-words.ts';
import type { Task } from '../../../tasks/task.ts';
import { percent, smallPercent, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { Plot } from '../../shared/Plot.tsx';
import { Term } from '../../words/glossary/Term.tsx';
import { correlationSentence, strays } from './counts.ts';
import { drawCounts } from './counts-plot.ts';
import type { Subject } from './inspected-run.ts';
import styles from './stage.module.css';

interface CountsTabProps {
  readonly subject: Subject;
  readonly task: Task;
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
}

export function CountsTab({ subject, task, timeSteps, initialPotential }: CountsTabProps) {
  const diagnostics = subject.after ?? subject.before;
  const draw = useMemo(
    () => diagnostics && drawCounts(diagnostics, timeSteps, initialPotential),
    [diagnostics, timeSteps, initialPotential],
  );
  if (!diagnostics || !draw) return null;
  const { correlation, saturatedFraction, silentFraction, images } = diagnostics;
  const label =
    `Scatter of ${diagnostics.counts.length} activations against their spike counts: correlation ` +
    `${correlation.toFixed(3)}, ${smallPercent(saturatedFraction)} saturated at ${timeSteps} spikes.`;
  return (
    <div className={styles.split}>
      <div className={styles.column}>
        <p className={shared.keys}>
          <Key colour="spike" shape="dot">
            {namedFor(task, 'a neuron and an image')}
          </Key>
          <Key colour="ann" shape="line">
            {diagnostics.threshold.length > 1
              ? 'ideal, lowest and highest ϑ of the channels'
              : 'ideal: activation / ϑ in whole spikes, at most Ns'}
          </Key>
        </p>
        <div className={styles.plotBox} data-look>
          <Plot draw={draw} label={label} />
        </div>
      </div>
      <div className={styles.column}>
        <p className={styles.big}>
          {Number.isFinite(correlation) ? correlation.toFixed(3) : '–'}{' '}
          <small>correlation of activation and count; 1 if every count is exact</small>
        </p>
        <p className={styles.verdict}>{correlationSentence(correlation)}</p>
        <Shares diagnostics={diagnostics} timeSteps={timeSteps} initialPotential={initialPotential} />
        <p className={shared.caption}>
          {subject.after ? 'After tuning' : 'Before tuning'}, {whole(images)} calibration{' '}
          {exampleNoun(task).many}; {whole(diagnostics.counts.length)} points shown ({percent(silentFraction)}{' '}
          of the pairs are <Term id="silent">silent</Term>, most of them left out), fanned out within their
          count.
        </p>
      </div>
    </div>
  );
}

interface SharesProps {
  readonly diagnostics: LayerDiagnostics;
  readonly timeSteps: number;
  readonly initialPotential: InitialPotential;
}

function Shares({ diagnostics, timeSteps, initialPotential }: SharesProps) {
  const single = diagnostics.threshold.length === 1 ? diagnostics.threshold[0] : undefined;
  const stray = single === undefined ? null : strays(diagnostics, single, timeSteps, initialPotential);
  return (
    <dl className={styles.facts}>
      <dt>{smallPercent(diagnostics.saturatedFraction)}</dt>
      <dd>
        of all <Term id="saturated">saturated</Term>: a spike in every step
      </dd>
      {stray ? (
        <>
          <dt>{percent(stray.fewer)}</dt>
          <dd>of the points below the stair: spikes came too late to count</dd>
          <dt>{percent(stray.more)}</dt>
          <dd>above: fired early, before what would have held it back</dd>
        </>
      ) : null}
    </dl>
  );
}
