/** The answer as it forms: output potentials over the time steps. */
import { useMemo } from 'react';
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import shared from '../../shared/inspect.module.css';
import { Plot } from '../../shared/Plot.tsx';
import { decidedAfter } from './answer.ts';
import { drawAnswer } from './answer-plot.ts';

export function Answer({ inspection }: { readonly inspection: SampleInspection }) {
  const lastHidden = inspection.layers.at(-1)?.layer.name;
  return (
    <section className={block.block} aria-label="The answer, step by step">
      <div className={block.title}>
        <h3>The answer, step by step</h3>
      </div>
      {inspection.outputPotentials.length > 0 ? (
        <Potentials inspection={inspection} />
      ) : (
        <p className={block.note}>
          {lastHidden} is still analog: the outputs get their whole input at once, and there are no steps to
          show.
        </p>
      )}
    </section>
  );
}

function Potentials({ inspection }: { readonly inspection: SampleInspection }) {
  const draw = useMemo(() => drawAnswer(inspection), [inspection]);
  const { outputPotentials, classes, timeSteps, snnPrediction, dynamics } = inspection;
  const decided = decidedAfter(outputPotentials, classes);
  const sentence =
    decided === 1 ? 'Decided after the first step' : `Decided after step ${decided} of ${timeSteps}`;
  return (
    <>
      <Plot
        draw={draw}
        label={`Output ${dynamics?.decoding === 'counts' ? 'spike counts' : 'potentials'} of ${classes} classes over ${timeSteps} time steps; ${snnPrediction} wins. ${sentence}.`}
        height={104}
      />
      <p className={shared.caption}>
        {sentence}: <b>{snnPrediction}</b> leads from then on.
      </p>
    </>
  );
}
