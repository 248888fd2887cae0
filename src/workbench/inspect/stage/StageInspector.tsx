/**
 * Shows the inside of one layer: its activations and its counts, and beside it every layer and the
 * cost of all.
 */

import { Tabs } from '@mantine/core';
import { memo, type ReactNode, useEffect, useMemo } from 'react';
import { findDataset } from '../../../datasets/index.ts';
import { outputChannels } from '../../../networks/layer.ts';
import { originKey } from '../../../runs/inspection/origin.ts';
import type { SettingChange } from '../../../runs/inspection/verdict.ts';
import type { StageTab } from '../../../runs/link/view-part.ts';
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { exampleNoun, namedFor } from '../../../tasks/example-words.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import type { Task } from '../../../tasks/task.ts';
import { settingsKey } from '../../clients/source.ts';
import { Boundary } from '../../shared/boundary/Boundary.tsx';
import { lazyPart } from '../../shared/boundary/lazy-part.tsx';
import { Empty } from '../../shared/Empty.tsx';
import { examplesWords } from '../../shared/format.ts';
import { WordGroup } from '../../shared/word-group.tsx';
import { wordsOf } from '../../tasks/index.ts';
import { Term } from '../../words/glossary/Term.tsx';
import type { TermId } from '../../words/glossary/terms.ts';
import { methodWords } from '../../words/method-words.ts';
import type { Probing } from '../diagnosis/ProbeBox.tsx';
import { useUntunedScore } from '../untuned/last-untuned.ts';
import { ActivationsTab } from './ActivationsTab.tsx';
import { CountsTab } from './CountsTab.tsx';
import {
  findSubject,
  type InspectedRun,
  type LayerState,
  type LiveStage,
  type Subject,
} from './inspected-run.ts';
import { LayersTab } from './LayersTab.tsx';
import { noteOpenLayer } from './open-layer.ts';
import styles from './stage.module.css';
import { togetherWords } from './together.ts';

/** Loaded when they are first opened: the page does not open on them. */
const DiagnosisTab = lazyPart(
  'This tab',
  async () => (await import('../diagnosis/DiagnosisTab.tsx')).DiagnosisTab,
);
const CostTab = lazyPart('This tab', async () => (await import('./CostTab.tsx')).CostTab);
const ClassesTab = lazyPart('This tab', async () => (await import('../classes/ClassesTab.tsx')).ClassesTab);

interface StageInspectorProps {
  readonly record: InspectedRun | null;
  /** Words that say whose measurements these are; null without any. */
  readonly whose: string | null;
  /** The layer to show; with null the layer that is trained now, else the one converted last. */
  readonly layerName: string | null;
  readonly live: LiveStage | null;
  /** True while a run is under way: the machine is left to it. */
  readonly underWay: boolean;
  /** The settings in the form, and how to change one of them; null where they are locked. */
  readonly draft: UntunedSettings & Pick<RunSpec, 'method' | 'task'>;
  readonly onChange: ((change: SettingChange) => void) | null;
  /** What a probe of other conversions may change; null where none is made. */
  readonly probing: Probing | null;
  readonly onSelectLayer?: (layer: string) => void;
  /** The tab to show; null for the first that can show something. */
  readonly chosenTab: StageTab | null;
  readonly onTab: (tab: StageTab) => void;
}

const classNames = { root: styles.root, list: styles.list, tab: styles.tab, panel: styles.panel } as Record<
  'root' | 'list' | 'tab' | 'panel',
  string
>;

export const StageInspector = memo(function StageInspector({
  record,
  whose,
  layerName,
  live,
  underWay,
  draft,
  onChange,
  probing,
  onSelectLayer,
  chosenTab,
  onTab,
}: StageInspectorProps) {
  const subject = findSubject(record, live, layerName);
  const diagnostics = subject?.before ?? subject?.after ?? null;
  const measured = diagnostics !== null;
  const open = subject?.layer ?? null;
  const key = record && `${originKey(record.spec)} ${settingsKey(record.spec)}`;
  useEffect(() => {
    if (open !== null && key !== null && diagnostics) noteOpenLayer({ name: open, key, diagnostics });
  }, [open, key, diagnostics]);
  const spec = record?.spec ?? draft;
  const untuned = useUntunedScore(record?.untuned ? key : null);
  const task = taskOf(spec.task);
  const { timeSteps, initialPotential } = spec;
  const window = useMemo(() => ({ timeSteps, initialPotential }), [timeSteps, initialPotential]);
  const { diagnosis } = wordsOf(spec.task);
  const byLayer = recipeOf(spec.method).stages === 'layers';
  // Where no layer is measured by itself, only the cost of all of them can be shown.
  const hasClasses = task.targets === 'class';
  const wanted = chosenTab === 'classes' && !hasClasses ? null : chosenTab;
  const tab: StageTab = wanted ?? (byLayer ? 'activations' : 'cost');
  const whenMeasured = (of: Subject | null, what: string): ReactNode =>
    byLayer ? measuredWords(of, what, methodWords(spec.method).start) : togetherWords(spec);
  return (
    <WordGroup>
      <div className={styles.container}>
        <section className={styles.stage} aria-label="Stage inspector">
          <Tabs
            value={tab}
            onChange={(next) => next && onTab(next as StageTab)}
            classNames={classNames}
            keepMounted={false}
          >
            <Tabs.List>
              <Tabs.Tab value="activations">Activations</Tabs.Tab>
              <Tabs.Tab value="counts">Counts</Tabs.Tab>
              <Tabs.Tab value="losses">{diagnosis}</Tabs.Tab>
              <Tabs.Tab value="layers">Layers</Tabs.Tab>
              <Tabs.Tab value="cost">Cost</Tabs.Tab>
              {hasClasses && <Tabs.Tab value="classes">Classes</Tabs.Tab>}
            </Tabs.List>
            {whose ? (
              <p className={styles.whose}>
                {subject && ofOneLayer.has(tab) ? <SubjectName subject={subject} /> : null}
                <span>{whose}</span>
              </p>
            ) : null}
            {/* A region that scrolls must be reachable by keys. */}
            <Panel value="activations" run={record}>
              {subject && measured ? (
                <ActivationsTab
                  subject={subject}
                  many={exampleNoun(task).many}
                  window={window}
                  measured={spec}
                  untuned={
                    untuned &&
                    `${leadOf(spec).label} ${leadOf(spec).write(untuned.score, untuned.examples)} ${examplesWords(task, untuned.examples)}`
                  }
                  ofSettings={Boolean(record?.untuned)}
                  rule={draft.thresholdRule}
                  percentile={draft.percentile}
                  onPercentile={onChange && ((value) => onChange({ field: 'percentile', value }))}
                />
              ) : (
                <Empty title="Activations and their threshold">
                  {whenMeasured(subject, 'how its activations spread, its upper bound and the steps of ϑ')}
                </Empty>
              )}
            </Panel>
            <Panel value="counts" run={record}>
              {subject && measured ? (
                <CountsTab subject={subject} task={task} {...window} />
              ) : (
                <Empty title="Activation against spike count">
                  {whenMeasured(subject, 'whether its spike counts stand for its activations')}
                </Empty>
              )}
            </Panel>
            <Panel value="losses" run={record}>
              {record && byLayer ? (
                <DiagnosisTab
                  run={record}
                  live={live}
                  underWay={underWay}
                  chosen={subject?.layer ?? null}
                  draft={draft}
                  onChange={onChange}
                  probing={probing}
                  onSelectLayer={onSelectLayer}
                />
              ) : (
                <Empty title={diagnosis}>
                  {whenMeasured(
                    null,
                    'what its conversion costs, cause by cause, and which setting may help',
                  )}
                </Empty>
              )}
            </Panel>
            <Panel value="layers" run={record}>
              {record && byLayer && record.layers.length > 0 ? (
                <LayersTab
                  run={record}
                  live={live}
                  chosen={subject?.layer ?? null}
                  onSelectLayer={onSelectLayer}
                />
              ) : (
                <Empty title="A row for every layer">
                  {byLayer
                    ? `Thresholds, firing rates and the ${leadOf(spec).label} before and after tuning appear as stages end. Press ▶ Convert.`
                    : togetherWords(spec)}
                </Empty>
              )}
            </Panel>
            <Panel value="cost" run={record}>
              {costPanel(record, task)}
            </Panel>
            {hasClasses && (
              <Panel value="classes" run={record}>
                {classesPanel(record)}
              </Panel>
            )}
          </Tabs>
        </section>
      </div>
    </WordGroup>
  );
});

/** Tabs that show one layer; the others show all. */
const ofOneLayer: ReadonlySet<StageTab> = new Set(['activations', 'counts']);

interface PanelProps {
  readonly value: StageTab;
  readonly run: InspectedRun | null;
  readonly children: ReactNode;
}

/** Shows one tab. It breaks alone, and is tried again with another run. */
function Panel({ value, run, children }: PanelProps) {
  return (
    // A region that scrolls must be reachable by keys.
    <Tabs.Panel value={value} tabIndex={0}>
      <Boundary part="This tab" resetOn={run}>
        {children}
      </Boundary>
    </Tabs.Panel>
  );
}

function SubjectName({ subject }: { readonly subject: Subject }) {
  return (
    <span>
      <b data-state={subject.state}>{subject.layer}</b>{' '}
      <Term id={stateTerms[subject.state]}>{stateWords[subject.state]}</Term>
    </span>
  );
}

const stateWords: Record<LayerState, string> = {
  analog: 'still analog',
  learning: 'learning now',
  spiking: 'spiking',
  output: 'the output layer',
  untuned: 'just converted, not tuned',
};

const stateTerms: Record<LayerState, TermId> = {
  analog: 'ann',
  learning: 'coupled',
  spiking: 'frozen',
  output: 'readout',
  untuned: 'untuned',
};

function measuredWords(subject: Subject | null, what: string, start: string): string {
  if (!subject) return `Press ▶ ${start}. When a layer’s stage begins, this shows ${what}.`;
  if (subject.state === 'output')
    return `${subject.layer} never spikes: its potential is the answer. Choose a hidden layer to see its neurons.`;
  if (subject.state === 'spiking') return `This run kept no measurements of ${subject.layer}.`;
  return `${subject.layer} is still analog. When its stage begins, this shows ${what}.`;
}

function classesPanel(record: InspectedRun | null): ReactNode {
  const snn = record?.report?.snn;
  if (record && snn) return <ClassesTab snn={snn} classNames={classNamesOf(record)} />;
  return (
    <Empty title="Which classes it confuses">
      What each class of the test set was answered as is counted at the end of the run.
    </Empty>
  );
}

/** Returns the names of the classes; their numbers where the data are not here. */
function classNamesOf({ spec, layers }: InspectedRun): readonly string[] {
  const output = layers.at(-1);
  return (
    findDataset(spec.dataset)?.classNames ??
    Array.from({ length: output ? outputChannels(output.synapse) : 0 }, (_, k) => `class ${k}`)
  );
}

function costPanel(record: InspectedRun | null, task: Task): ReactNode {
  const report = record?.report;
  if (record && report?.cost)
    return <CostTab report={{ ...report, cost: report.cost }} firing={record.spec.firing} task={task} />;
  return (
    <Empty title={namedFor(task, 'What an image costs')}>
      Operations and energy of the spiking network beside the ANN’s, layer by layer, are counted at the end of
      the run.
    </Empty>
  );
}
