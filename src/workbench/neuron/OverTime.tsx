/** The window step by step: current, membrane with its spikes, and count, one above the other. */
import { useMemo } from 'react';
import { drawMembrane, membraneLabel } from '../inspect/sample/membrane-plot.ts';
import { anchor } from '../shared/anchor.ts';
import { figure } from '../shared/format.ts';
import { Plot } from '../shared/Plot.tsx';
import type { FigureAnswer, FigureSettings } from './figure.ts';
import { countWords, currentWords } from './figure-words.ts';
import classes from './neuron.module.css';
import { membraneEnds, type Scale } from './scale.ts';
import { drawCount, drawCurrents } from './time-plots.ts';

interface OverTimeProps {
  readonly scale: Scale;
  readonly settings: FigureSettings;
  readonly answer: FigureAnswer;
}

export function OverTime({ scale, settings, answer }: OverTimeProps) {
  const { currents, membrane, count } = answer;
  const { coding, timeSteps } = settings;
  const ends = useMemo(() => membraneEnds(scale, { coding, timeSteps }), [scale, coding, timeSteps]);
  const drawings = useMemo(
    () => ({
      currents: drawCurrents(currents, membrane.threshold),
      membrane: drawMembrane(membrane, ends),
      count: drawCount(membrane.spikes),
    }),
    [currents, membrane, ends],
  );
  return (
    <section className={classes.time} aria-label="Step by step">
      <h3 className={classes.title}>Current z[t]</h3>
      <Plot draw={drawings.currents} label={currentWords(answer)} height={58} />
      <h3 className={classes.title} {...anchor('membrane')}>
        Membrane V[t] <span>adds the current; at ϑ it fires, and ϑ is taken away</span>
      </h3>
      <Plot draw={drawings.membrane} label={membraneLabel(membrane)} height={158} />
      <h3 className={classes.title}>
        Count <span>of spikes so far</span>
      </h3>
      <Plot draw={drawings.count} label={countWords(answer)} height={72} />
      <details className={classes.table}>
        <summary>In numbers</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">step</th>
              <th scope="col">current</th>
              <th scope="col">V[t]</th>
              <th scope="col">spike</th>
              <th scope="col">count</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(answer).map(({ step, z, v, spike, sofar }) => (
              <tr key={step} data-spike={spike || undefined}>
                <th scope="row">{step}</th>
                <td>{figure(z)}</td>
                <td>{figure(v)}</td>
                <td>{spike ? 'yes' : 'no'}</td>
                <td>{sofar}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          {count} · ϑ = {figure(answer.value)}; ReLU gives {figure(answer.relu)}.
        </p>
      </details>
    </section>
  );
}

function rowsOf({ currents, membrane }: FigureAnswer) {
  let sofar = 0;
  return [...currents].map((z, t) => {
    const spike = membrane.spikes[t] === 1;
    if (spike) sofar++;
    return { step: t + 1, z, v: membrane.potential[t]!, spike, sofar };
  });
}
