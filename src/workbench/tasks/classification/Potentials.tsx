/** Shows the answer as it forms: output potentials over the time steps. */
import { useMemo } from 'react';
import type { ClassAnswer } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import shared from '../../shared/inspect.module.css';
import { Plot } from '../../shared/Plot.tsx';
import { NoSteps } from '../NoSteps.tsx';
import type { InspectionWith, StepsProps } from '../task-views.ts';
import { decidedAfter, noAnswerWords } from './answer.ts';
import { drawPotentials } from './potentials-plot.ts';

export function PotentialSteps({ inspection }: StepsProps<ClassAnswer>) {
  return (
    <section className={block.block} aria-label="The answer, step by step">
      <div className={block.title}>
        <h3>The answer, step by step</h3>
      </div>
      {inspection.answer.snnPrediction === 'none' ? (
        <p className={block.note}>{noAnswerWords}</p>
      ) : inspection.outputPotentials.length > 0 ? (
        <Potentials inspection={inspection} />
      ) : (
        <NoSteps inspection={inspection} />
      )}
    </section>
  );
}

function Potentials({ inspection }: { readonly inspection: InspectionWith<ClassAnswer> }) {
  const draw = useMemo(() => drawPotentials(inspection), [inspection]);
  const { outputPotentials, outputs, timeSteps, dynamics, answer } = inspection;
  const winner = answer.snnPrediction === 'none' ? null : answer.classNames[answer.snnPrediction];
  const decided = decidedAfter(outputPotentials, outputs);
  const sentence =
    decided === 1 ? 'Decided after the first step' : `Decided after step ${decided} of ${timeSteps}`;
  return (
    <>
      <Plot
        draw={draw}
        label={`Output ${dynamics?.decoding === 'counts' ? 'spike counts' : 'potentials'} of ${outputs} classes over ${timeSteps} time steps; ${winner} wins. ${sentence}.`}
        height={104}
      />
      <p className={shared.caption}>
        {sentence}: <b>{winner}</b> leads from then on.
      </p>
    </>
  );
}
