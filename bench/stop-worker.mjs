/** Registers tsx, since a worker thread does not take it over from the program that starts it. */
import { register } from 'tsx/esm/api';

register();
await import('./stop-worker.ts');
