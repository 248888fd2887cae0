/**
 * Starts the command line: runs cli/main.ts in this very process, so that arguments, signals and
 * the exit code are its own.
 */
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

const main = new URL('../cli/main.ts', import.meta.url);
// Commander and stack traces must see the program itself, not this starter.
process.argv[1] = fileURLToPath(main);
register();
await import(main.href);
