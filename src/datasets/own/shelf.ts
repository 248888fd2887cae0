/** Holds the imported sets that can be found here. */
import { createOwnShelf } from '../../exchange/own-shelf.ts';
import { DataError } from '../dataset.ts';
import type { DataFile } from './data-file.ts';
import type { OwnSource } from './source.ts';

export const datasetShelf = createOwnShelf<OwnSource, DataFile>({
  title: 'imported data set',
  sourceIn: ({ file }) => file,
  fileIn: ({ name, bytes }) => ({ name, bytes }),
  remedy: (file) => file ?? 'the file that it was made from: the hash is the same wherever that is done',
  error: (message) => new DataError(message),
});
