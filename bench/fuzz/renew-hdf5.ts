/**
 * Replaces the running copy of the HDF5 library by a new one, with a memory of its own, in the same
 * process. A damaged input can make a copy fail for good; the page ends its worker then, and a new
 * process for each such input would take most of the time of the fuzz.
 */
import { ready } from 'h5wasm';
import newCopy from '../../node_modules/h5wasm/dist/esm/hdf5_util.js';
import { hdf5IsRenewed } from '../../src/exchange/hdf5/open.ts';

export async function renewHdf5(): Promise<void> {
  const used = await ready;
  const module = await compiled();
  const copy = await newCopy({
    noInitialRun: true,
    instantiateWasm: (imports, made) =>
      void WebAssembly.instantiate(module, imports).then((instance) => made(instance, module)),
  });
  // What the library needs it asks of the first copy, anew each time: memory moves as it grows.
  for (const name of Object.keys(copy))
    Object.defineProperty(used, name, { get: () => copy[name], configurable: true, enumerable: true });
  hdf5IsRenewed();
}

let kept: WebAssembly.Module | undefined;

/** Returns the library's compiled code, taken when a first copy is made: the file has it inside. */
async function compiled(): Promise<WebAssembly.Module> {
  if (kept) return kept;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (async (bytes: BufferSource, imports?: WebAssembly.Imports) => {
    const made = await instantiate(bytes, imports);
    kept = made.module;
    return made;
  }) as typeof WebAssembly.instantiate;
  await newCopy({ noInitialRun: true }).finally(() => {
    WebAssembly.instantiate = instantiate;
  });
  return kept!;
}
