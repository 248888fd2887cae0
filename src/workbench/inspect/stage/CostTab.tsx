/**
 * Shows the cost of an example: the ANN's multiply-accumulates against the accumulates that spikes
 * cause, what they take of energy, and NeuroBench's figures.
 */
import { useState } from 'react';
import type { Firing } from '../../../engine/spiking/neuron-settings.ts';
import { energyCaution, energyCosts, energyOf, paperEnergy } from '../../../networks/energy.ts';
import { effectiveRatio } from '../../../runs/records/neurobench-table.ts';
import type { NetworkCost, RunReport } from '../../../runs/records/report.ts';
import { exampleNoun } from '../../../tasks/example-words.ts';
import { leadMetric, leadScore, type Task } from '../../../tasks/task.ts';
import { compact, percent, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { Term } from '../../words/glossary/Term.tsx';
import { costSentence, energyWords } from './cost-words.ts';
import { EarlyExitTable } from './EarlyExitTable.tsx';
import { type CostedReport, NeuroBenchTable } from './NeuroBenchTable.tsx';
import styles from './stage.module.css';

interface CostTabProps {
  readonly report: CostedReport & Pick<RunReport, 'data'>;
  readonly firing: Firing;
  readonly task: Task;
}

export function CostTab({ report, firing, task }: CostTabProps) {
  const { cost, snn, data } = report;
  const { one, many } = exampleNoun(task);
  const [energyId, setEnergyId] = useState(paperEnergy.id);
  const energyCost = energyCosts.find(({ id }) => id === energyId) ?? paperEnergy;
  const energy = energyOf(cost, energyCost);
  const effective = effectiveRatio(report);
  const inputShare = (energyCost.multiplyAccumulate * cost.inputMacs) / Math.max(1e-9, energy.snn);
  return (
    <>
      <div className={styles.split}>
        <div className={styles.column}>
          <p className={shared.keys}>
            <Key colour="ann">ANN multiply-accumulates</Key>
            <Key colour="spike">SNN accumulates</Key>
            <span>per {one}, at the layer where they arrive</span>
          </p>
          <LayerBars cost={cost} />
          {cost.endMacs ? (
            <p className={shared.caption}>
              Encoder and decoder stay analog: {compact(cost.endMacs)}&nbsp;MAC beside the layers, in both
              networks.
            </p>
          ) : null}
        </div>
        <div className={styles.column}>
          <div className={styles.ratios}>
            <p className={styles.big}>
              {compact(100 * cost.ratio)}&nbsp;:&nbsp;100{' '}
              <small>accumulates to multiply-accumulates of all ANN layers</small>
            </p>
            <p className={styles.big}>
              {effective === null ? '–' : `${compact(100 * effective)}\u00a0:\u00a0100`}{' '}
              <small>accumulates to multiply-accumulates that are not by 0</small>
            </p>
            <p className={styles.big}>
              {energy.ratio.toFixed(2)}× <small>{energyWords(energy, energyCost)}</small>
            </p>
          </div>
          <div className={styles.energy}>
            <Segmented
              label="What an operation costs"
              value={energyCost.id}
              options={energyCosts.map(({ id, label }) => ({ value: id, label }))}
              onChange={setEnergyId}
            />
            <p className={shared.caption}>
              {inputShare > 0
                ? `The multiplications of the analog input take ${percent(inputShare)} of the spiking network’s energy. `
                : ''}
              By {energyCost.source}. {energyCaution}
            </p>
          </div>
          <p className={styles.verdict}>{costSentence({ ...cost, energyRatio: energy.ratio })}</p>
          <p className={shared.caption}>
            <Term id="synOps">SynOps</Term>: {cost.formula} Measured on {whole(cost.images)} {many}.
          </p>
        </div>
      </div>
      {snn?.exits ? (
        <EarlyExitTable
          exits={snn.exits}
          timeSteps={snn.timeSteps}
          firing={firing}
          metric={leadMetric(task)}
          whole={{ score: leadScore(task, snn.validation), examples: data.validation }}
        />
      ) : null}
      <NeuroBenchTable report={report} one={one} />
    </>
  );
}

function LayerBars({ cost }: { readonly cost: NetworkCost }) {
  const longest = Math.max(1, ...cost.layers.flatMap((layer) => [layer.annMacs, layer.snnAccumulates]));
  const bar = (value: number, colour: string) => (
    <i style={{ width: `${(100 * value) / longest}%`, background: `var(--${colour})` }} aria-hidden="true" />
  );
  return (
    <ul className={styles.bars}>
      {cost.layers.map((layer, i) => (
        <li key={layer.name}>
          <b>
            {layer.name}
            {i === 0 ? <small>analog input</small> : null}
          </b>
          <span className={styles.pair}>
            {bar(layer.annMacs, 'ann')}
            {bar(i === 0 ? cost.inputMacs : layer.snnAccumulates, i === 0 ? 'ann' : 'spike')}
          </span>
          <span className={styles.pairNumbers}>
            <span>{compact(layer.annMacs)} MAC</span>
            <span>{i === 0 ? `${compact(cost.inputMacs)} MAC` : `${compact(layer.snnAccumulates)} AC`}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
