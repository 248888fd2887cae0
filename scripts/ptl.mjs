/**
 * Starts the command line: runs cli/main.ts, built, in this very process, so that arguments,
 * signals and the exit code are its own.
 */
import { fileURLToPath } from 'node:url';
import { builtPart } from './built-cli.mjs';

// Commander must see the program itself, not this starter.
process.argv[1] = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
await import(await builtPart('main'));
