/** The sums over all layers, what an epoch costs, and the memory of a run. */
import { peakWords } from '../../runs/spec/memory/memory-words.ts';
import { exampleNoun } from '../../tasks/example-words.ts';
import { taskOf } from '../../tasks/index.ts';
import { whole } from '../shared/format.ts';
import { useSpec } from '../store/settings.ts';
import { wholeCostWords } from './cost-words.ts';
import classes from './network.module.css';
import type { DraftView } from './use-draft.ts';

export function Totals({ view: { figures, complete, costs, memory } }: { view: DraftView }) {
  const { batchSize, timeSteps, task } = useSpec();
  const { one } = exampleNoun(taskOf(task));
  const sum = (name: 'parameters' | 'macs') => figures.reduce((total, layer) => total + layer[name], 0);
  const timed = [costs.pretraining, costs.whole, ...costs.stages.values()].some((cost) => cost?.seconds);
  const soFar = complete ? '' : ', without the rows that cannot be read';
  const entries: [string, string | null][] = [
    [`Parameters${soFar}`, whole(sum('parameters'))],
    [`MACs per ${one}${soFar}`, whole(sum('macs'))],
    ['Epoch of pre-training', costs.pretraining && wholeCostWords(costs.pretraining)],
    ['Epoch of training all layers', costs.whole && wholeCostWords(costs.whole)],
    [`Memory at batch ${batchSize}, Ns ${timeSteps}`, memory && peakWords(memory.plan)],
  ];
  return (
    <div className={classes.totals}>
      <dl>
        {entries.map(
          ([name, words]) =>
            words !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{words}</dd>
              </div>
            ),
        )}
      </dl>
      {memory?.problem && <p className={classes.problem}>{memory.problem}</p>}
      <p className={classes.note}>
        MACs are multiply-accumulates over connections that exist. An epoch counts three passes of every
        training {one} through the layers that learn, and one of every validation {one}
        {timed
          ? '; its time goes by the last run of this method here.'
          : ', in MACs until a run of this method is timed here.'}
      </p>
    </div>
  );
}
