/** Reads a NIR file that a person gave to the page, and simulates it; nothing of it is kept. */
import { findDataset } from '../../../datasets/index.ts';
import type { NirOptions } from '../../../exchange/nir/read.ts';
import type { GivenFile } from '../../../runs/data/import-data.ts';
import { readGivenNir } from '../../clients/model-client.ts';
import { heldIn } from '../holding.ts';
import { show, showSoon, takeTurn, wordsOf } from '../importing.ts';
import { useWorkbench } from '../store.ts';

/** What a person says of a file; the rest is as usual. */
interface Said {
  readonly options?: Partial<NirOptions>;
  readonly dataset?: string;
}

let given: GivenFile | null = null;

/** Reads a file; an import under way is given up for it. */
export async function beginNir(file: GivenFile, { options = {}, dataset }: Said = {}): Promise<void> {
  const signal = takeTurn();
  const { name } = file;
  given = file;
  useWorkbench.setState({ dataOpen: true });
  show({ kind: 'nirReading', name, share: 0 });
  const state = useWorkbench.getState();
  const asked = {
    options,
    likely: state.spec.dataset,
    dataset: dataset !== undefined && findDataset(dataset) ? dataset : null,
  };
  try {
    const tell = (share: number) => showSoon({ kind: 'nirReading', name, share });
    const reading = await readGivenNir(file.file, asked, heldIn(state), tell, signal);
    if (!signal.aborted) showSoon({ kind: 'nirRead', name, reading, options });
  } catch (error) {
    if (!signal.aborted) showSoon({ kind: 'fileRefused', name, message: wordsOf(error) });
  }
}

/** Runs the same file on other data, or otherwise where it does not say how it runs. */
export function simulateAgain(said: Said): void {
  if (given) void beginNir(given, said);
}
