/** The step in words and numbers, for those who cannot see the maps, and for who wants to count. */
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { percent, whole } from '../../shared/format.ts';
import classes from '../slow.module.css';
import { answerWords } from './film-words.ts';

interface NumbersOfStepProps {
  readonly inspection: SampleInspection;
  /** Spikes of each layer at each step; null for a layer that is analog. */
  readonly perStep: readonly (Uint32Array | null)[];
  readonly step: number;
  readonly playing: boolean;
}

export function NumbersOfStep({ inspection, perStep, step, playing }: NumbersOfStepProps) {
  const { layers } = inspection;
  return (
    <section aria-label="The step in numbers">
      {/* While it plays, every step would be read out. */}
      <p className={classes.said} aria-live={playing ? 'off' : 'polite'}>
        {answerWords(inspection, step)}
      </p>
      <details className={classes.table}>
        <summary>This step in numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">layer</th>
              <th scope="col">spikes at this step</th>
              <th scope="col">spikes so far</th>
              <th scope="col">spikes per neuron and step so far</th>
            </tr>
          </thead>
          <tbody>
            {layers.map(({ layer, neurons }, l) => {
              const spikes = perStep[l];
              const sum = spikes?.subarray(0, step).reduce((total, count) => total + count, 0) ?? 0;
              return (
                <tr key={layer.name}>
                  <th scope="row">{layer.name}</th>
                  <td>{spikes ? whole(step > 0 ? (spikes[step - 1] ?? 0) : 0) : 'analog'}</td>
                  <td>{spikes ? whole(sum) : '–'}</td>
                  <td>{spikes && step > 0 ? percent(sum / neurons / step) : '–'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </details>
    </section>
  );
}
