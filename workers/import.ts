/** The import worker, which reads or keeps one data set and is then done. */

import jpeg from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?url';
import { expose } from 'comlink';
import { createImageDecoder } from '../src/datasets/formats/images/decoder.ts';
import { createImporter } from '../src/runs/data/import-data.ts';
import { openDataShelf } from '../src/runs/data/open-shelf.ts';
import { readyMessage } from '../src/runs/execution/worker-start.ts';
import { fetchPart } from './fetch-part.ts';

const images = createImageDecoder(async () =>
  WebAssembly.compile(await fetchPart('The decoder of JPEG images', new URL(jpeg, import.meta.url).href)),
);

expose(createImporter(images, openDataShelf));
postMessage(readyMessage);
