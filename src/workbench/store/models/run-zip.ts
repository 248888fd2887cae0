/** Takes a run out of a zip that a person gave to the page, as “Import” does. */
import type { GivenFile } from '../../../runs/data/import-data.ts';
import { show, showSoon, takeTurn, wordsOf } from '../importing.ts';
import { importFile } from '../kept/archive.ts';
import { useWorkbench } from '../store.ts';

/** Adds the run to those that are stored, with the network that it started from. */
export async function beginRun(file: GivenFile): Promise<void> {
  const signal = takeTurn();
  const { name } = file;
  useWorkbench.setState({ dataOpen: true });
  show({ kind: 'runReading', name });
  try {
    const taken = await importFile(file);
    if (!signal.aborted) showSoon({ kind: 'runTaken', name, taken });
  } catch (error) {
    if (!signal.aborted) showSoon({ kind: 'fileRefused', name, message: wordsOf(error) });
  }
}
