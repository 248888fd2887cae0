/**
 * The network editor: a dialog with the layers as rows, the notation beside them, what it all
 * costs, and whether it fits. What is edited becomes the experiment's when it is used.
 */
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, useLayoutEffect } from 'react';
import { AddRow } from './AddRow.tsx';
import { EditorFoot } from './EditorFoot.tsx';
import { EditorHead } from './EditorHead.tsx';
import { type Editing, leaveEditor, redoEdit, undoEdit, useEditor } from './editor.ts';
import { Misfits } from './Misfits.tsx';
import { NotationText } from './NotationText.tsx';
import classes from './network.module.css';
import { Rows } from './Rows.tsx';
import { Totals } from './Totals.tsx';
import { useDraftView } from './use-draft.ts';

/** Gives the focus back to what had it before the editor was opened. */
function useFocusBack(): void {
  useLayoutEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}

/** The page shows it while a network is edited. */
export function NetworkEditor() {
  useFocusBack();
  const editing = useEditor((state) => state.editing);
  const narrow = useMediaQuery('(width <= 700px)', false, { getInitialValueInEffect: false });
  if (!editing) return null;
  return (
    <Modal
      opened
      onClose={leaveEditor}
      onKeyDown={onKeyDown}
      title="Network"
      size={1140}
      fullScreen={narrow}
      padding={0}
      classNames={{
        header: classes.header ?? '',
        content: classes.content ?? '',
        body: classes.body ?? '',
      }}
    >
      <Editor editing={editing} />
    </Modal>
  );
}

/** Undoes and redoes by the usual keys, in fields too: the editor's steps hold what was typed. */
function onKeyDown(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (key === 'z' && !event.shiftKey) undoEdit();
  else redoEdit();
}

function Editor({ editing }: { editing: Editing }) {
  const view = useDraftView(editing);
  return (
    <div className={classes.editor}>
      <div className={classes.scrolls}>
        <EditorHead history={editing.history} data={view.data} />
        <NotationText editing={editing} />
        <Misfits misfits={view.misfits} />
        <Rows view={view} />
        <AddRow />
        <Totals view={view} />
      </div>
      <EditorFoot standing={view.standing} unread={editing.typedProblem !== null} asking={editing.asking} />
    </div>
  );
}
