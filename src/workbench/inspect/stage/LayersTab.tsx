/** Shows one row per layer: its thresholds and the gain of its stage. */

import type { LayerDiagnostics } from '../../../runs/records/report.ts';
import { exampleNoun } from '../../../tasks/example-words.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import type { Metric, Scores } from '../../../tasks/metric.ts';
import type { ExampleNoun } from '../../../tasks/task.ts';
import { range, smallPercent, whole, withoutUnit, threshold as writeThreshold } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { capital } from '../../shared/score-words.ts';
import { Term } from '../../words/glossary/Term.tsx';
import type { TermId } from '../../words/glossary/terms.ts';
import { findSubject, type InspectedRun, type LiveStage, stateOf } from './inspected-run.ts';
import styles from './stage.module.css';

interface LayersTabProps {
  readonly run: InspectedRun;
  readonly live: LiveStage | null;
  readonly chosen: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

interface Column {
  readonly title: string;
  readonly unit: string;
  readonly help: string;
  /** The term that the title is. */
  readonly term?: TermId;
}

const columnsFor = (metric: Metric, { one, many }: ExampleNoun): readonly Column[] => [
  { title: 'ϑ', unit: 'potential', help: 'Firing threshold: upper bound / Ns', term: 'threshold' },
  {
    title: 'Upper bound',
    unit: 'activation',
    help: 'The activation that uses the full window',
    term: 'upperBound',
  },
  { title: 'Firing', unit: '% of steps', help: 'Mean spikes per neuron and time step' },
  { title: 'Silent', unit: '% of neurons', help: `Neurons × ${many} without a spike`, term: 'silent' },
  {
    title: 'Saturated',
    unit: '% of neurons',
    help: `Neurons × ${many} with a spike in every step`,
    term: 'saturated',
  },
  {
    title: 'SynOps',
    unit: `sent, per ${one}`,
    help: `Accumulates that its spikes cause in the next layer, on the calibration ${many}`,
    term: 'synOps',
  },
  {
    title: capital(metric.short),
    unit: 'before → after',
    help: `Validation ${metric.label}, just converted and after fine-tuning${metric.better === 'lower' ? '; lower is better' : ''}`,
  },
  { title: 'Epochs', unit: 'of tuning', help: 'Epochs until the patience ran out' },
];

export function LayersTab({ run, live, chosen, onSelectLayer }: LayersTabProps) {
  const metric = leadOf(run.spec);
  const noun = exampleNoun(taskOf(run.spec.task));
  const { many } = noun;
  const columns = columnsFor(metric, noun);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Layer</th>
            {columns.map((column) => (
              <th scope="col" key={column.title} title={column.help}>
                {column.term ? <Term id={column.term}>{column.title}</Term> : column.title}
                <small>{column.unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {run.layers.map(({ name }) => (
            <LayerRow
              key={name}
              run={run}
              live={live}
              name={name}
              metric={metric}
              columns={columns.length}
              chosen={chosen === name}
              onSelect={onSelectLayer}
            />
          ))}
        </tbody>
      </table>
      <p className={shared.caption}>
        Measured on the calibration {many}. “Cost” counts the same SynOps on the test {many}, at the layer
        where they arrive.
      </p>
    </div>
  );
}

interface LayerRowProps {
  readonly run: InspectedRun;
  readonly live: LiveStage | null;
  readonly name: string;
  readonly metric: Metric;
  /** Number of columns behind the layer's name. */
  readonly columns: number;
  readonly chosen: boolean;
  readonly onSelect?: ((layer: string) => void) | undefined;
}

function LayerRow(props: LayerRowProps) {
  const { run, live, name, metric, columns, chosen, onSelect } = props;
  const scoreOf = (scores: Scores) => metric.write(scores[metric.id] ?? Number.NaN);
  const stage = run.stages.find((report) => report.layer === name);
  const state = stateOf(run, live, name);
  const measured = stage ? null : (findSubject(run, live, name)?.before ?? null);
  return (
    // The row is a larger target for the mouse; the name in it is the button that takes the keys.
    <tr
      data-chosen={chosen || undefined}
      data-selectable={onSelect ? true : undefined}
      onClick={() => onSelect?.(name)}
    >
      <td>
        {onSelect ? (
          <button type="button" className={styles.name} aria-pressed={chosen}>
            {name}
          </button>
        ) : (
          <b>{name}</b>
        )}
      </td>
      {stage ? (
        <>
          <MeasuredCells
            threshold={stage.threshold}
            upperBound={stage.upperBound}
            diagnostics={stage.after}
          />
          <td>
            {withoutUnit(scoreOf(stage.converted))} → {scoreOf(stage.kept)}
          </td>
          <td>{stage.epochs}</td>
        </>
      ) : measured ? (
        <>
          <MeasuredCells {...measured} diagnostics={measured} />
          <td colSpan={2} className={styles.waiting}>
            {waiting[state]}
          </td>
        </>
      ) : (
        <td colSpan={columns} className={styles.waiting}>
          {waiting[state]}
        </td>
      )}
    </tr>
  );
}

const waiting = {
  analog: 'still analog',
  learning: 'learning now',
  spiking: '',
  output: 'output layer: never spikes',
  untuned: 'just converted, not tuned',
} as const;

interface MeasuredCellsProps {
  readonly threshold: readonly number[];
  readonly upperBound: readonly number[];
  /** The layer's diagnostics; null in the readout stage. */
  readonly diagnostics: LayerDiagnostics | null;
}

function MeasuredCells({ threshold, upperBound, diagnostics }: MeasuredCellsProps) {
  const share = (value: number | undefined) => (value === undefined ? '–' : smallPercent(value));
  return (
    <>
      <td>{range(threshold, writeThreshold)}</td>
      <td>{range(upperBound)}</td>
      <td>{share(diagnostics?.firingRate)}</td>
      <td>{share(diagnostics?.silentFraction)}</td>
      <td>{share(diagnostics?.saturatedFraction)}</td>
      <td>{diagnostics ? whole(diagnostics.synapticOperations) : '–'}</td>
    </>
  );
}
