/** A worker thread does not take over tsx from the program that starts it. */
import { register } from 'tsx/esm/api';

register();
await import('./cell-worker.ts');
