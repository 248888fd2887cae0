/** Shows what early exit makes of a run: mean steps until the answer, and the score then. */
import type { EarlyExit } from '../../../engine/simulation/early-exit.ts';
import type { Firing } from '../../../engine/spiking/neuron-settings.ts';
import type { Metric } from '../../../tasks/metric.ts';
import shared from '../../shared/inspect.module.css';
import { Term } from '../../words/glossary/Term.tsx';
import styles from './neurobench.module.css';
import stage from './stage.module.css';

interface EarlyExitTableProps {
  readonly exits: readonly EarlyExit[];
  readonly timeSteps: number;
  readonly firing: Firing;
  readonly metric: Metric;
  /** The score of the whole window on the same examples, and their number. */
  readonly whole: { readonly score: number; readonly examples: number };
}

export function EarlyExitTable({ exits, timeSteps, firing, metric, whole }: EarlyExitTableProps) {
  return (
    <section className={styles.block} aria-label="Early exit">
      <div className={styles.head}>
        <h3>
          <Term id="earlyExit">Early exit</Term>
        </h3>
      </div>
      <table className={stage.table}>
        <thead>
          <tr>
            <th scope="col">lead of the answer</th>
            <th scope="col">mean steps</th>
            <th scope="col">{metric.label}</th>
          </tr>
        </thead>
        <tbody>
          {exits.map(({ margin, steps, score }) => (
            <tr key={margin}>
              <th scope="row">{margin}</th>
              <td>{steps.toFixed(2)}</td>
              <td>{metric.write(score, whole.examples)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">never early</th>
            <td>{timeSteps}</td>
            <td>{metric.write(whole.score, whole.examples)}</td>
          </tr>
        </tbody>
      </table>
      <p className={shared.caption}>
        The answer is read as soon as the largest output is that far ahead of the second, on the{' '}
        {whole.examples.toLocaleString('en')} validation examples.
        {firing === 'window'
          ? ' Neurons fire after their window: these are steps of the readout’s window, after those of the layers before it.'
          : ''}
      </p>
    </section>
  );
}
