/**
 * The state of the network editor and what changes it. Nothing of it reaches the experiment before
 * the network is used.
 */
import { create } from 'zustand';
import { NetworkError } from '../../networks/network-error.ts';
import { parseNotation } from '../../networks/notation.ts';
import { findPreset } from '../../runs/spec/presets/presets.ts';
import { setSetting } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { checkDraft } from './rows/check.ts';
import { type Draft, draftOf, textOf } from './rows/draft.ts';
import { begin, type History, redo, step, undo } from './rows/history.ts';
import { readText } from './rows/read-text.ts';
import { specWith, standingOf } from './rows/standing.ts';

export interface Editing {
  readonly history: History<Draft>;
  /** The text of the draft that was opened. */
  readonly opened: string;
  /** The notation as it is being typed; null while it follows the rows. */
  readonly typed: string | null;
  /** The reason why the typed notation cannot be read, or null. */
  readonly typedProblem: string | null;
  /** Whether the question is open, if the changes are to be dropped. */
  readonly asking: boolean;
}

/** The editing under way; null while the editor is closed. */
export const useEditor = create<{ readonly editing: Editing | null }>()(() => ({ editing: null }));

function change(next: (editing: Editing) => Partial<Editing>): void {
  useEditor.setState(({ editing }) => (editing ? { editing: { ...editing, ...next(editing) } } : {}));
}

/**
 * Opens the editor on the network of the settings. One that cannot be read stays in the text, and
 * the rows are the preset's.
 */
export function openEditor(): void {
  const { network, preset } = useWorkbench.getState().spec;
  const draft = readDraft(network) ?? readDraft(findPreset(preset)!.settings.network)!;
  const read = readText(network, draft);
  const problem = 'problem' in read ? read.problem : null;
  useEditor.setState({
    editing: {
      history: begin(draft),
      opened: textOf(draft),
      typed: problem === null ? null : network,
      typedProblem: problem,
      asking: false,
    },
  });
}

function readDraft(notation: string): Draft | null {
  try {
    return draftOf(parseNotation(notation));
  } catch (error) {
    if (error instanceof NetworkError) return null;
    throw error;
  }
}

/** Edits the rows. Edits in a row with the same tag are undone together. */
export function edit(make: (draft: Draft) => Draft, tag: string | null = null): void {
  change(({ history }) => ({
    history: step(history, make(history.present), tag),
    typed: null,
    typedProblem: null,
  }));
}

/** Lays out another network, of which nothing is kept. */
export function layOut(notation: string): void {
  edit((draft) => draftOf(parseNotation(notation), draft));
}

/** Takes the notation as it is typed: into the rows where it can be read. */
export function typeText(typed: string): void {
  change(({ history }) => {
    const read = readText(typed, history.present);
    if ('problem' in read) return { typed, typedProblem: read.problem };
    const same = textOf(read.draft) === textOf(history.present);
    return { typed, typedProblem: null, history: same ? history : step(history, read.draft, 'text') };
  });
}

/** Lets the text follow the rows again, unless it says something that they do not. */
export function leaveText(): void {
  change(({ typedProblem, typed }) => ({ typed: typedProblem === null ? null : typed }));
}

export function undoEdit(): void {
  change(({ history }) => ({ history: undo(history), typed: null, typedProblem: null }));
}

export function redoEdit(): void {
  change(({ history }) => ({ history: redo(history), typed: null, typedProblem: null }));
}

function isChanged({ history, opened, typed, typedProblem }: Editing): boolean {
  const unread = typedProblem !== null && typed !== useWorkbench.getState().spec.network;
  return unread || textOf(history.present) !== opened;
}

/** Closes the editor, or asks first where something would be lost; asked again, it stays. */
export function leaveEditor(): void {
  const { editing } = useEditor.getState();
  if (editing && isChanged(editing)) change(({ asking }) => ({ asking: !asking }));
  else dropEdits();
}

export function keepEditing(): void {
  change(() => ({ asking: false }));
}

/** Closes the editor and forgets what was edited. */
export function dropEdits(): void {
  useEditor.setState({ editing: null });
}

/** Makes the draft the network of the settings and closes the editor; one with problems stays. */
export function applyEdits(): void {
  const { editing } = useEditor.getState();
  if (!editing) return;
  const draft = editing.history.present;
  const { spec } = useWorkbench.getState();
  if (standingOf(draft, checkDraft(draft), spec).problem !== null) return;
  const { network, start } = specWith(spec, textOf(draft));
  setSetting('network', network);
  setSetting('start', start);
  dropEdits();
}
