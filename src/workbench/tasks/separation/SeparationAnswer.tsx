/** Says how well both networks separate a mixture. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import type { AnswerProps } from '../task-views.ts';

export function SeparationAnswer({ inspection, metric, browser, waiting }: AnswerProps<VoicesAnswer>) {
  return (
    <div>
      {inspection ? (
        <dl>
          <dt>ANN, {metric.label}</dt>
          <dd>
            {inspection.answer.annScore === null
              ? 'not kept: this run trained its own'
              : metric.write(inspection.answer.annScore)}
          </dd>
          <dt>SNN, {metric.label}</dt>
          <dd>{metric.write(inspection.answer.snnScore)}</dd>
        </dl>
      ) : (
        <div className={block.note}>{waiting}</div>
      )}
      {browser}
    </div>
  );
}
