/** Lets a visitor see and hear what both networks make of a mixture (the paper's Fig. 9). */
import { useMemo } from 'react';
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import type { AnswerProps } from '../task-views.ts';
import { SoundBench } from './SoundBench.tsx';
import styles from './separation.module.css';
import { tracksOf } from './tracks.ts';

export function SeparationAnswer({ inspection, metric, browser, waiting }: AnswerProps<VoicesAnswer>) {
  const answer = inspection?.answer ?? null;
  const tracks = useMemo(() => answer && tracksOf(answer), [answer]);
  return (
    <div className={styles.answer}>
      {browser ? <div className={styles.browser}>{browser}</div> : null}
      {answer && tracks ? (
        <>
          <dl className={styles.scores}>
            <div data-of="ann">
              <dt>ANN, {metric.label}</dt>
              <dd>
                {answer.annScore === null
                  ? 'not kept: this run trained its own'
                  : metric.write(answer.annScore)}
              </dd>
            </div>
            <div data-of="snn">
              <dt>SNN, {metric.label}</dt>
              <dd>{metric.write(answer.snnScore)}</dd>
            </div>
          </dl>
          <SoundBench
            label="Sounds of this mixture"
            tracks={tracks}
            rate={answer.rate}
            first={{ a: 'mixture', b: 'snn-1' }}
            file={`mixture-${inspection?.index ?? 'own'}`}
          />
        </>
      ) : (
        <div className={block.note}>{waiting}</div>
      )}
    </div>
  );
}
