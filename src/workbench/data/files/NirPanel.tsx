/** Shows what a NIR file is, how it runs and what it answers, and what else can be done with it. */
import { Alert, Button, NativeSelect } from '@mantine/core';
import type { NirReading } from '../../../runs/models/nir-reading.ts';
import { unansweredWords } from '../../../tasks/unanswered.ts';
import { discard } from '../../store/importing.ts';
import { simulateAgain } from '../../store/models/nir.ts';
import type { ImportingNir } from '../../store/state.ts';
import classes from '../data.module.css';
import models from '../models/models.module.css';
import { NirOptionsForm } from './NirOptionsForm.tsx';
import { nirLayerCells, nirScoreWords } from './nir-words.ts';

type Read = Extract<ImportingNir, { kind: 'nirRead' }>;

export function NirPanel({ importing: { name, reading, options } }: { readonly importing: Read }) {
  const { layers, rules, notes } = reading;
  return (
    <div className={classes.preview}>
      <p>
        <b className={classes.name}>{name}</b>: NIR, {layers.length} layers with weights, inputs of{' '}
        {layers[0]!.inputShape.join('×')}, {reading.timeSteps} time steps.
      </p>
      <LayerTable reading={reading} />
      <Answers reading={reading} options={options} />
      <section aria-label="How it runs">
        <h3 className="eyebrow">How it runs</h3>
        <ul>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
      {reading.options && (
        <>
          <Alert className={classes.notice ?? ''} role="note" title="What the file does not say">
            <ul>
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </Alert>
          <NirOptionsForm options={reading.options} dataset={reading.measured?.set ?? null} />
        </>
      )}
      <p className={classes.faint}>
        Nothing of it is kept. On the command line, “ptl simulate {name}” runs it on a whole test set, with
        its operations and the classes that it confuses.
      </p>
      <div className={classes.decide}>
        <Button variant="default" size="compact-md" onClick={discard}>
          Give something else
        </Button>
      </div>
    </div>
  );
}

function LayerTable({ reading: { layers } }: { readonly reading: NirReading }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className={classes.scroll} tabIndex={0} aria-label="Layers of the file">
      <table className={models.report}>
        <thead className={classes.head}>
          <tr>
            <th scope="col">layer</th>
            <th scope="col">what it computes</th>
            <th scope="col">inputs</th>
            <th scope="col">outputs</th>
            <th scope="col">neurons</th>
          </tr>
        </thead>
        <tbody>
          {layers.map((layer) => (
            <tr key={layer.name}>
              <th scope="row" className={models.layer}>
                {layer.name}
              </th>
              {nirLayerCells(layer).map(([column, text]) => (
                <td key={column}>{text}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface AnswersProps {
  readonly reading: NirReading;
  readonly options: Read['options'];
}

function Answers({ reading, options }: AnswersProps) {
  const { measured, fitting } = reading;
  if (!measured)
    return (
      <p>
        No data set here has inputs and classes that fit it. Import one, and give the file again to run it.
      </p>
    );
  const unanswered = unansweredWords(measured.scores, measured.examples);
  return (
    <section className={models.questions} aria-label="What it answers">
      <NativeSelect
        size="xs"
        label="Simulated on"
        data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
        value={measured.set}
        onChange={(event) => simulateAgain({ options, dataset: event.currentTarget.value })}
      />
      <p role="status">
        {nirScoreWords(reading.task, measured)}. {unanswered}
      </p>
    </section>
  );
}
