/** `models`: lists the imported networks that are kept, and deletes them. */
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import type { OwnModelFacts } from '../../src/exchange/own-models.ts';
import { type KeptModel, keptModels, removeKeptModel } from '../files/model-store.ts';
import { foundOnce } from '../files/own-beginning.ts';

export async function runList(): Promise<void> {
  const kept = await keptModels();
  if (kept.length === 0) console.log('no imported networks; ptl import <file> reads one');
  for (const { model, bytes } of kept)
    console.log(model instanceof DataError ? model.message : lineOf(model, bytes));
}

function lineOf({ id, title, notation, pooling, normalisation }: OwnModelFacts, bytes: number): string {
  const choices = [
    pooling && (pooling === 'kept' ? 'max pooling kept' : `max pooling replaced: ${pooling}`),
    normalisation !== null && `inputs scaled: ${normalisation}`,
  ].filter(Boolean);
  return [`${id}  ${notation}; ${(bytes / 1e6).toFixed(1)} MB, from ${title}`, ...choices].join(', ');
}

export async function runDelete(id: string): Promise<void> {
  const found: KeptModel = foundOnce(id, await keptModels(), ({ file }) => path.basename(file), {
    title: 'imported network',
    list: 'ptl models list',
  });
  await removeKeptModel(found);
  console.log(`deleted ${found.file}`);
}
