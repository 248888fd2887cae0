/** Makes imported data and networks known to settings, links and runs of this thread. */
import { offerKept as offerKeptData } from './data-store.ts';
import { offerKeptModels } from './model-store.ts';

export async function offerKept(): Promise<void> {
  await Promise.all([offerKeptData(), offerKeptModels()]);
}
