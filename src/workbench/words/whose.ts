/**
 * Says whose answer, ϑ or score a view shows: that of a run, as far as it has come, or that of the
 * settings in the form.
 */
import type { RunRecord } from '../../runs/records/record.ts';
import { stageNames } from '../../runs/spec/methods/stages.ts';
import type { RunSpec } from '../../runs/spec/spec.ts';
import { labelsOf } from './run-labels.ts';

/** The part of a run that says how far it has come. */
export type Reached = Pick<RunRecord, 'status' | 'spec' | 'layers' | 'stages'>;

/** Names what computes a run that is on screen; `here` is true while this tab does. */
export function runWords({ status }: Pick<Reached, 'status'>, here: boolean): string {
  switch (status) {
    case 'finished':
      return 'Finished run';
    case 'stopped':
      return 'Stopped run';
    case 'failed':
      return 'Failed run';
    case 'interrupted':
      return 'Run that was cut off';
    case 'running':
      return here ? 'Run under way' : 'Run in another tab';
  }
}

const windowOf = ({ timeSteps }: Pick<RunSpec, 'timeSteps'>) => `Ns ${timeSteps}`;

/** Describes what is converted with the settings: `Your settings, Ns 8: converted, not tuned`. */
export function settingsWords(spec: Pick<RunSpec, 'timeSteps'>): string {
  return `Your settings, ${windowOf(spec)}: converted, not tuned`;
}

/** Describes the run whose measurements are shown: `Run under way, Ns 8`. */
export function measuredWords(run: Pick<Reached, 'status' | 'spec'>, here: boolean): string {
  return `${runWords(run, here)}, ${windowOf(run.spec)}`;
}

/**
 * Describes the network that answers for a run: `Run under way, Ns 8, after stage 1 of 3 (conv1)`.
 * Without a network of its own it is the one that the first stage begins with.
 */
export function networkWords(run: Reached, here: boolean, own: boolean): string {
  const who = measuredWords(run, here);
  const names = stageNames(run.spec, run.layers);
  const last = run.stages.at(-1);
  if (!own) {
    const when = run.status === 'running' ? 'as stage 1 begins' : 'kept no network';
    return `${who}, ${when}: ${names[0] ?? 'the first layer'} converted, not tuned`;
  }
  if (run.status === 'finished' || !last) return who;
  if (names.length < 2) return `${who}, after its training`;
  return `${who}, after stage ${last.stage} of ${names.length} (${last.layer})`;
}

type Named = Pick<RunRecord, 'name' | 'spec'>;

/**
 * Names the run on screen and the settings by what tells them apart: `Ns 16` beside `Ns 8`, and the
 * presets too where they differ.
 */
export function apartWords(run: Named, form: RunSpec): { readonly run: string; readonly form: string } {
  const [shown = run.name, settings = ''] = labelsOf([run, { name: form.preset, spec: form }]);
  return { run: shown, form: settings };
}
