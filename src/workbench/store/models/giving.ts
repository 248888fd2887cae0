/** Takes what a person gave to the page: data, a trained network, a NIR file, or a run. */
import { endingOf, modelFilesIn } from '../../../exchange/models/endings.ts';
import type { GivenFile } from '../../../runs/data/import-data.ts';
import { beginImport } from '../importing.ts';
import { isRun } from '../kept/archive.ts';
import { beginModel } from './importing-model.ts';
import { beginNir } from './nir.ts';
import { beginRun } from './run-zip.ts';

/** Reads what was given. Names tell which it is, and of a zip what it holds. */
export async function beginGiven(given: Parameters<typeof beginImport>[0]): Promise<void> {
  const files = modelFilesIn(given.files);
  if (files.length > 0) {
    const name = files.length === 1 ? files[0]!.name : given.name;
    return beginModel({ name, files });
  }
  const [first, ...others] = given.files;
  const only = others.length === 0 ? first : undefined;
  if (only && isNir(only)) return beginNir(only);
  if (only && (await isRun(only))) return beginRun(only);
  return beginImport(given);
}

const isNir = ({ name }: GivenFile) => endingOf(name) === 'nir';
