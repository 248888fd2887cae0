/** Starts a run, steers it, and takes its events into the state. */
import { startTransition } from 'react';
import { heldFor } from '../../runs/data/held.ts';
import { endsRun, type RunCommand, type RunEvent } from '../../runs/records/events.ts';
import { applyLive, type Live, newLive } from '../../runs/records/live.ts';
import { applyEvent, beginRecord, type RunRecord } from '../../runs/records/record.ts';
import { allLayers } from '../../runs/spec/methods/stages.ts';
import { type RunningConversion, startConversion } from '../clients/conversion.ts';
import { siteFolder } from '../clients/site-folder.ts';
import { createPressGuard } from '../shared/double-press.ts';
import { type LogWords, logWords } from '../words/log-words.ts';
import { heldIn } from './holding.ts';
import { readResumable, resumeShelf } from './kept/resumable.ts';
import { aliveRuns, ownRun } from './owner.ts';
import { missingDataWords } from './presence.ts';
import { specProblems } from './problems.ts';
import { readRun } from './runs.ts';
import type { LogLine, WorkbenchState } from './state.ts';
import { keep, summaryOf } from './storage.ts';
import { useWorkbench } from './store.ts';

let conversion: RunningConversion | null = null;
let giveUp = () => {};

/** Events after which the record holds something that should survive a reload. */
const keptAfter: ReadonlySet<RunEvent['type']> = new Set([
  'runBegan',
  'runWentOn',
  'networkBuilt',
  'annReady',
  'epoch',
  'stageEnded',
]);

const mostLogLines = 500;

function withLine(log: readonly LogLine[], line: LogWords | null): readonly LogLine[] {
  return line ? [...log.slice(-mostLogLines), { ...line, at: Date.now() }] : log;
}

/** Returns the state with a new record of the run under way, wherever it shows. */
function withCurrent(state: WorkbenchState, record: RunRecord): Partial<WorkbenchState> {
  const others = state.runs.filter((run) => run.id !== record.id);
  return {
    current: record,
    shown: state.shown?.id === record.id ? record : state.shown,
    runs: [summaryOf(record), ...others],
  };
}

/**
 * Takes an event into the state at the page's own pace: nobody waits for the rendering of it. An
 * event that cannot be taken ends the run, or it would seem to go on for ever.
 */
function take(event: RunEvent): void {
  startTransition(() => {
    try {
      fold(event);
    } catch (error) {
      conversion?.abandon();
      fail(`The page could not follow the run: ${wordsOf(error)}`);
    }
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Ends the run under way as failed, with everything it had sent until then. */
function fail(failure: string): void {
  const { current, log } = useWorkbench.getState();
  if (!current) return;
  useWorkbench.setState({ log: withLine(log, { tone: 'bad', words: failure }) });
  finish({ ...current, status: 'failed', failure, updatedAt: new Date().toISOString() });
}

function fold(event: RunEvent): void {
  const before = useWorkbench.getState();
  const { current, live } = before;
  if (!current || !live) return;
  if (event.type === 'runBegan') {
    // The engine has given the run its id; until now a stand-in was shown.
    giveUp();
    giveUp = ownRun(event.runId);
    useWorkbench.setState({ runs: before.runs.filter((run) => run.id !== current.id) });
  }
  const record = applyEvent(current, event, new Date().toISOString());
  useWorkbench.setState((state) => {
    const shown = state.shown?.id === current.id ? record : state.shown;
    const changed = record === current ? {} : withCurrent({ ...state, shown }, record);
    const nextLive = applyLive(live, event, Date.now());
    const follows = state.follow && state.shown?.id === current.id && nextLive.layer !== live.layer;
    return {
      ...changed,
      live: nextLive,
      log: withLine(state.log, logWords(event, record.spec)),
      ...(follows ? { selectedLayer: layerOf(nextLive) } : {}),
    };
  });
  if (endsRun(event)) finish(record);
  else if (keptAfter.has(event.type)) keep(record);
}

/** Returns the layer that is trained, or null in a stage of all layers. */
function layerOf({ layer }: Live): string | null {
  return layer === allLayers ? null : layer;
}

function finish(record: RunRecord): void {
  giveUp();
  giveUp = () => {};
  conversion = null;
  useWorkbench.setState((state) => ({ ...withCurrent(state, record), current: null, live: null }));
  keep(record);
  void readResumable();
}

/**
 * Ends a run whose worker did not answer and was ended: everything it had sent until then is kept.
 */
function takeCutOff(): void {
  const { current, log } = useWorkbench.getState();
  if (!current) return;
  startTransition(() => {
    useWorkbench.setState({
      log: withLine(log, { tone: 'warning', words: 'Stopped by ending the worker, which did not answer.' }),
    });
    finish({ ...current, status: 'stopped', updatedAt: new Date().toISOString() });
  });
}

/**
 * Starts a run of the settings as they stand. Returns the reasons why it cannot start, or an empty
 * list.
 */
export function startRun(): readonly string[] {
  const state = useWorkbench.getState();
  const problems = specProblems(state);
  if (problems.length > 0 || conversion) return problems;
  const { spec } = state;
  const missing = missingDataWords(state);
  if (missing) return [missing];
  begin(beginRecord(`page-${Date.now().toString(36)}`, spec, new Date().toISOString()), null);
  return [];
}

/** Starts the run of a record in a worker, or goes on with it from a file. */
function begin(record: RunRecord, resume: Uint8Array | null): void {
  const { spec } = record;
  // The buttons answer at once; the panels make room for the run as soon as they can.
  useWorkbench.setState({ current: record, live: newLive(spec.patience) });
  startTransition(() =>
    useWorkbench.setState({
      shown: record,
      compared: [],
      follow: true,
      selectedLayer: null,
      progressTab: null,
      log: [],
    }),
  );
  try {
    const watcher = { event: take, cutOff: takeCutOff };
    const held = heldFor(heldIn(useWorkbench.getState()), spec);
    conversion = startConversion(spec, siteFolder(), watcher, { resume, keeps: true, held });
  } catch (error) {
    fail(`The run could not be started: ${wordsOf(error)}`);
  }
}

/**
 * Goes on with a stored run that was cut off or stopped. Resolves to the reason why it cannot, or
 * to null.
 */
export async function resumeRun(id: string): Promise<string | null> {
  if (conversion) return 'Another run is under way in this tab.';
  if ((await aliveRuns()).has(id)) return 'This run is under way in another tab.';
  const record = await readRun(id);
  const file = await resumeShelf()
    .then((shelf) => shelf.get(id))
    .catch(wordsOf);
  if (typeof file === 'string') return file;
  if (!record || !file) {
    await readResumable();
    return 'What was kept of this run is gone; start it again.';
  }
  const missing = missingDataWords({ ...useWorkbench.getState(), spec: record.spec });
  if (missing) return missing;
  // Another one may have begun meanwhile.
  if (conversion) return 'Another run is under way in this tab.';
  giveUp = ownRun(id);
  begin({ ...record, status: 'running', report: null, failure: null }, file);
  return null;
}

export function command(wanted: RunCommand): void {
  if (!conversion) return;
  if (wanted !== 'stop') {
    void conversion.command(wanted);
    return;
  }
  useWorkbench.setState(({ live }) => ({ live: live && { ...live, stopping: true } }));
  conversion.stop();
}

const isDoublePress = createPressGuard();

/**
 * Converts, pauses or resumes, as the space key does. The second half of a double click does
 * nothing.
 */
export function runOrPause(): readonly string[] {
  if (isDoublePress()) return [];
  const { live } = useWorkbench.getState();
  if (!live) return startRun();
  command(live.paused ? 'resume' : 'pause');
  return [];
}

/**
 * Resumes until the end of an epoch or a stage, then pauses; if nothing runs yet, starts a run that
 * does so.
 */
export function goOnTo(boundary: 'epoch' | 'stage'): readonly string[] {
  if (!conversion) {
    const problems = startRun();
    if (problems.length > 0) return problems;
  }
  command(boundary);
  return [];
}
