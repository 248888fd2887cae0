/** Says how many steps the voices form over. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import { NoSteps } from '../NoSteps.tsx';
import type { StepsProps } from '../task-views.ts';
import { steps } from '../task-words.ts';

export function SeparationSteps({ inspection, metric }: StepsProps<VoicesAnswer>) {
  const { answer, timeSteps } = inspection;
  if (answer.overTime.length === 0) return <NoSteps inspection={inspection} />;
  return (
    <p className={block.note}>
      After {steps(timeSteps)} the voices have an {metric.label} of {metric.write(answer.snnScore)}.
    </p>
  );
}
