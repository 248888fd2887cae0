/** The output as it grows: a bar for each class, or the picture so far where there are none. */
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { ExampleImage } from '../../shared/ExampleImage.tsx';
import { figure, whole } from '../../shared/format.ts';
import { potentialRange, shownClasses } from '../../tasks/classification/answer.ts';
import classes from '../slow.module.css';
import { answerSoFar } from './answer-so-far.ts';

interface OutputSoFarProps {
  readonly inspection: SampleInspection;
  readonly step: number;
}

export function OutputSoFar({ inspection, step }: OutputSoFarProps) {
  const { dynamics } = inspection;
  return (
    <section className={classes.layer} aria-label="Output">
      <h3>output</h3>
      <Output inspection={inspection} step={step} />
      <p className={classes.facts}>
        {dynamics?.decoding === 'counts'
          ? 'spike counts of the outputs'
          : 'output potentials: they only add up'}
      </p>
    </section>
  );
}

function Output({ inspection, step }: OutputSoFarProps) {
  const { answer, outputPotentials, outputs } = inspection;
  if (outputPotentials.length === 0)
    return <p className={classes.facts}>no steps: the layer before it is still analog</p>;
  switch (answer.kind) {
    case 'class':
      return <Bars inspection={inspection} step={step} />;
    case 'values': {
      const size = answer.snn.length;
      const known = step > 0 && answer.overTime.length >= step * size;
      const values = known
        ? answer.overTime.subarray((step - 1) * size, step * size)
        : new Float32Array(size);
      return (
        <div className={classes.input}>
          <ExampleImage values={values} shape={answer.shape} label={`The output after step ${step}`} />
        </div>
      );
    }
    case 'voices': {
      const now = outputPotentials.subarray(Math.max(0, step - 1) * outputs, Math.max(1, step) * outputs);
      const { low, high } = potentialRange(now);
      return (
        <p className={classes.facts}>
          {whole(outputs)} outputs{step > 0 ? `, from ${figure(low)} to ${figure(high)}` : ''}: masks for two
          voices. Bars are for networks that choose a class.
        </p>
      );
    }
  }
}

function Bars({ inspection, step }: OutputSoFarProps) {
  const { answer, outputPotentials, outputs } = inspection;
  if (answer.kind !== 'class') return null;
  const { low, high } = potentialRange(outputPotentials);
  const span = high - low || 1;
  const now = answerSoFar(outputPotentials, outputs, step);
  return (
    <ol className={classes.bars}>
      {shownClasses(answer).map((c) => {
        const value = step > 0 ? (outputPotentials[(step - 1) * outputs + c] ?? 0) : 0;
        return (
          <li key={c} data-leads={now?.leader === c || undefined}>
            <span>{answer.classNames[c] ?? c}</span>
            <i>
              <b
                style={{
                  left: `${(100 * -low) / span}%`,
                  transform: `scaleX(${value / span})`,
                }}
              />
            </i>
            <span>{figure(value)}</span>
          </li>
        );
      })}
    </ol>
  );
}
