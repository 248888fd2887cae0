/** Lets a visitor hear the voices as they form over the time steps. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import { NoSteps } from '../NoSteps.tsx';
import type { StepsProps } from '../task-views.ts';
import { StepSounds } from './StepSounds.tsx';

export function SeparationSteps({ inspection }: StepsProps<VoicesAnswer>) {
  const { answer, index } = inspection;
  return (
    <section className={block.block} aria-label="The voices, step by step">
      <div className={block.title}>
        <h3>The voices, step by step</h3>
      </div>
      {answer.overTime.length === 0 ? (
        <NoSteps inspection={inspection} />
      ) : (
        <StepSounds sounds={answer} overTime={answer.overTime} file={`mixture-${index ?? 'own'}`} />
      )}
    </section>
  );
}
