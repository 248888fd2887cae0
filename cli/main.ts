/** The command line, which uses the same engine and the same files as the page. */
import { CommanderError } from 'commander';
import { endWithReader } from './closed-pipe.ts';
import { createProgram } from './program.ts';

/** Exit code of a user's mistake, which is printed as one line, without a stack trace. */
const mistake = 2;

endWithReader();
try {
  await createProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : mistake;
  else {
    // Loaded only here, since the kinds of mistakes come with the whole engine.
    const { isUserMistake } = await import('./mistakes.ts');
    if (isUserMistake(error)) console.error(`ptl: ${error.message}`);
    else console.error(error);
    process.exitCode = isUserMistake(error) ? mistake : 1;
  }
}
