/** Takes what a person gave to the page, be it data or a trained network. */
import { modelFilesIn } from '../../../exchange/models/endings.ts';
import { beginImport } from '../importing.ts';
import { beginModel } from './importing-model.ts';

/** Reads what was given; names tell which it is. */
export function beginGiven(given: Parameters<typeof beginImport>[0]): Promise<void> {
  const files = modelFilesIn(given.files);
  if (files.length === 0) return beginImport(given);
  const name = files.length === 1 ? files[0]!.name : given.name;
  return beginModel({ name, files });
}
