/** Takes files that are dropped anywhere on the page, and shows where while they are dragged. */
import { notifications } from '@mantine/notifications';
import { IconFileImport } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { beginGiven } from '../store/models/giving.ts';
import { presenceOfAll } from '../store/presence.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './data.module.css';
import { droppedFiles } from './given-files.ts';

const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;

/** Tells whether the link locks the settings. What they lack can be given all the same. */
function isRefused(): boolean {
  const state = useWorkbench.getState();
  return state.viewPart.lock && presenceOfAll(state, state.spec) !== 'missing';
}

async function take(items: DataTransferItemList): Promise<void> {
  try {
    const given = await droppedFiles(items);
    if (given) await beginGiven(given);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    notifications.show({ color: 'red', title: 'The files could not be taken', message });
  }
}

export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const drag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Without this the browser would open the file in place of the page.
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      // Between two elements of the page there is another one that is entered.
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      if (isRefused())
        notifications.show({ title: 'Nothing is taken here', message: 'This link locks the settings.' });
      else void take(event.dataTransfer.items);
    };
    addEventListener('dragover', drag);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', drag);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={classes.target} aria-hidden>
      <p>
        <IconFileImport size={28} />
        Drop your data here, a network or a run: they are read in this browser and not uploaded
      </p>
    </div>
  );
}
