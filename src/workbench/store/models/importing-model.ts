/** Imports a trained network that a person gave to the page, as importing.ts does with data. */
import { findDataset } from '../../../datasets/index.ts';
import { type ModelSource, modelShelf, type Replacement } from '../../../exchange/own-models.ts';
import type { GivenModel } from '../../../runs/models/import-model.ts';
import { readGivenModel } from '../../clients/model-client.ts';
import { heldIn } from '../holding.ts';
import { show, showSoon, takeTurn, wordsOf } from '../importing.ts';
import { wantedModel } from '../presence.ts';
import type { ImportingModel } from '../state.ts';
import { useWorkbench } from '../store.ts';

export type Read = Extract<ImportingModel, { kind: 'modelRead' }>;

/** What a person says of a network; the rest is guessed. */
interface Said {
  readonly dataset?: string;
  readonly normalisation?: string;
  readonly pooling?: Replacement | null;
}

let given: GivenModel | null = null;

/** Returns the files that are being imported, or null. */
export const givenModel = (): GivenModel | null => given;

/** Returns the choices with which the missing network was made; null where none is missing. */
function likely(): ModelSource | null {
  const wanted = wantedModel(useWorkbench.getState());
  return wanted === null ? null : modelShelf.sourceOf(wanted);
}

/** Reads a network and measures it; an import under way is given up for it. */
export async function beginModel(files: GivenModel, said: Said = {}): Promise<void> {
  const signal = takeTurn();
  const { name } = files;
  given = files;
  useWorkbench.setState({ dataOpen: true, importing: { kind: 'modelReading', name, progress: null } });
  const state = useWorkbench.getState();
  const before = likely();
  const dataset = said.dataset ?? before?.dataset ?? null;
  const asked = {
    likely: state.spec.dataset,
    dataset: dataset !== null && findDataset(dataset) ? dataset : null,
    normalisation: said.normalisation ?? before?.normalisation ?? null,
  };
  try {
    const reading = await readGivenModel(
      files,
      asked,
      heldIn(state),
      (progress) => showSoon({ kind: 'modelReading', name, progress }),
      signal,
    );
    if (signal.aborted) return;
    const pooling = reading.asks ? (said.pooling ?? before?.pooling ?? null) : null;
    showSoon({ ...{ kind: 'modelRead', name, reading, pooling }, ...untouched });
  } catch (error) {
    if (!signal.aborted) showSoon({ kind: 'modelRefused', name, message: wordsOf(error) });
  }
}

export const untouched = { other: null, problem: null, keeping: false } as const;

/** Returns what was read, once it is. */
export function current(): Read | null {
  const { importing } = useWorkbench.getState();
  return importing?.kind === 'modelRead' ? importing : null;
}

/** Reads the same files with another network in the notation. */
export function readWithNetwork(network: string): void {
  if (given) void beginModel({ ...given, network });
}

/** Measures the same network on other data or with another scaling; other choices stay. */
export function measureAgain(said: Pick<Said, 'dataset' | 'normalisation'>): void {
  const { pooling = null } = current() ?? {};
  if (given) void beginModel(given, { ...said, pooling });
}

export function choosePooling(pooling: Replacement): void {
  const read = current();
  if (read && !read.keeping) show({ ...read, ...untouched, pooling });
}
