/** Starts crew-worker.ts, built: a worker thread cannot load it as it is. */
import { builtPart } from '../scripts/built-cli.mjs';

await import(await builtPart('crew-worker'));
