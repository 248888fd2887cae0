/**
 * Shows where the score went: the verdict, the measured effect of its suggestion, and the losses of
 * every layer by cause.
 */

import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { originKey } from '../../../runs/inspection/origin.ts';
import { bestTrial, type SettingTrial } from '../../../runs/inspection/trials.ts';
import { type SettingChange, type Verdict, verdictOf } from '../../../runs/inspection/verdict.ts';
import { changeName, effectWords, verdictSentence } from '../../../runs/inspection/verdict-words.ts';
import { startsTrained } from '../../../runs/spec/start-network.ts';
import type { UntunedSettings } from '../../../runs/spec/untuned-settings.ts';
import { exampleNoun } from '../../../tasks/example-words.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import { leadScore } from '../../../tasks/task.ts';
import { settingsKey } from '../../clients/source.ts';
import { Empty } from '../../shared/Empty.tsx';
import { examplesWords, whole } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import { Segmented } from '../../shared/Segmented.tsx';
import { scoreWords } from '../../shared/score-words.ts';
import { wordsOf } from '../../tasks/index.ts';
import { findingsOf, type InspectedRun, type LiveStage } from '../stage/inspected-run.ts';
import styles from './diagnosis.module.css';
import { LossBars } from './LossBars.tsx';
import { LossTable } from './LossTable.tsx';
import { noteLosses } from './last-rows.ts';
import { causesIn, causeWords, type LossUnit, lossRows } from './losses.ts';
import { ProbeBox, type Probing } from './ProbeBox.tsx';
import { type TrialsState, useTrials } from './use-trials.ts';

interface DiagnosisTabProps {
  readonly run: InspectedRun;
  readonly live: LiveStage | null;
  /** True while a run is under way: the machine is left to it. */
  readonly underWay: boolean;
  readonly chosen: string | null;
  /** The settings in the form. A suggestion changes them. */
  readonly draft: UntunedSettings;
  /** Takes a suggestion; null where the settings are locked. */
  readonly onChange: ((change: SettingChange) => void) | null;
  /** What a probe may change; null where none is made. */
  readonly probing: Probing | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

const noChanges: readonly SettingChange[] = [];

export function DiagnosisTab(props: DiagnosisTabProps) {
  const { run, live, underWay, chosen, draft, probing, onSelectLayer } = props;
  const [view, setView] = useState<LossUnit | 'table'>('bound');
  const findings = useMemo(() => findingsOf(run, live), [run, live]);
  const verdict = useMemo(() => verdictOf(findings, run.spec), [findings, run.spec]);
  const ships = startsTrained(run.spec);
  const measurable = ships && !underWay;
  const measured = useTrials(run.spec, measurable, verdict?.candidates ?? noChanges);
  const rows = lossRows(findings, view === 'signal' ? 'signal' : 'bound');
  const key = `${originKey(run.spec)} ${settingsKey(run.spec)}`;
  useEffect(() => noteLosses({ key, rows: lossRows(findings, 'bound'), verdict }), [key, findings, verdict]);
  if (rows.length === 0)
    return (
      <Empty title={wordsOf(run.spec.task).diagnosis}>
        {findings.length > 0
          ? 'This run was stored before losses were measured. Convert again to see them.'
          : 'When a layer’s stage begins, this shows what its conversion costs, cause by cause.'}
      </Empty>
    );
  const images = findings[0]?.diagnostics.chain?.images ?? 0;
  return (
    <>
      {verdict ? (
        <VerdictBox {...props} verdict={verdict} measured={measured} ships={ships} />
      ) : (
        <p className={styles.verdict}>The layers converted so far lose nothing at all.</p>
      )}
      <div className={styles.head}>
        <p className={shared.keys}>
          {causesIn(rows).map((cause) => (
            <span key={cause} title={causeWords[cause].help}>
              <Key colour={causeWords[cause].colour}>{causeWords[cause].label}</Key>
            </span>
          ))}
        </p>
        <Segmented
          label="Losses as bars, in units of, or as a table"
          value={view}
          onChange={setView}
          options={[
            { value: 'bound', label: 'of the bound' },
            { value: 'signal', label: 'of the activity' },
            { value: 'table', label: 'table' },
          ]}
        />
      </div>
      {view === 'table' ? (
        <LossTable rows={rows} />
      ) : (
        <LossBars rows={rows} unit={view} chosen={chosen} onSelectLayer={onSelectLayer} />
      )}
      {probing && verdict && (
        <ProbeBox {...probing} run={run} draft={draft} wanted={measurable && isTried(verdict, measured)} />
      )}
      <p className={shared.caption}>
        Mean |error| of a neuron{' '}
        {view === 'signal' ? 'as a share of the layer’s mean ideal activation' : 'in % of its upper bound'},
        step by step, on {whole(images)} calibration {exampleNoun(taskOf(run.spec.task)).many}
        {run.untuned ? ', just converted and not tuned' : ''}.
        {view !== 'table' &&
          ' A bar ends with the sum of its causes; the whole error is smaller where they cancel.'}
      </p>
    </>
  );
}

/** Returns whether the candidates of a verdict have been tried, or there are none. */
function isTried({ candidates }: Verdict, { trials, failure }: TrialsState): boolean {
  return candidates.length === 0 || trials !== null || failure !== null;
}

interface VerdictBoxProps extends DiagnosisTabProps {
  readonly verdict: Verdict;
  readonly measured: TrialsState;
  readonly ships: boolean;
}

function VerdictBox(props: VerdictBoxProps) {
  const { run, verdict, measured, draft, onChange } = props;
  const { trials } = measured;
  const best = trials && bestTrial(verdict, trials, leadOf(run.spec));
  const suggestion = trials ? (best?.change ?? null) : (verdict.candidates[0] ?? null);
  return (
    <div className={styles.verdict}>
      <div>
        <p aria-live="polite">{verdictSentence(verdict, run.spec, suggestion)}</p>
        <p className={styles.effect}>
          {effectLine(props, best)}
          {trials && tunedWords(run)}
        </p>
      </div>
      {suggestion && onChange ? (
        <Button
          size="compact-sm"
          variant="default"
          disabled={draft[suggestion.field] === suggestion.value}
          onClick={() => onChange(suggestion)}
        >
          {draft[suggestion.field] === suggestion.value ? 'Is set: ' : 'Set '}
          {changeName(suggestion)}
        </Button>
      ) : null}
    </div>
  );
}

/**
 * Returns a remark on a run that was tuned, else `''`. The effect of a suggestion is measured on a
 * conversion without training, and a tuned run may already score higher.
 */
function tunedWords({ spec, stages, report }: InspectedRun): string {
  if (!report?.snn || stages.every(({ epochs }) => epochs === 0)) return '';
  const { snn, data } = report;
  const score = leadScore(taskOf(spec.task), snn.validation);
  const has = `${scoreWords(leadOf(spec), score, data.validation)} ${examplesWords(taskOf(spec.task), data.validation)}`;
  return ` This run was tuned and has ${has}: what the change does to it, only a new run tells.`;
}

function effectLine(
  { run, verdict, measured: { trials, failure }, ships, underWay }: VerdictBoxProps,
  best: SettingTrial | null,
): string {
  if (!ships) return 'This run trained its own network, which is not kept: what that does is not measured.';
  if (underWay) return 'What that does is measured when no run is under way.';
  if (failure) return `What that does could not be measured: ${failure}`;
  if (!trials) return verdict.candidates.length > 0 ? 'Measuring what that does …' : '';
  const effectOf = (trial: SettingTrial) => effectWords(trial, trials, leadOf(run.spec));
  if (best) return `Effect: ${effectOf(best)}.`;
  const each = trials.trials.map((trial) => `${changeName(trial.change)}: ${effectOf(trial)}`);
  return `${each.join('; ')}.`;
}
