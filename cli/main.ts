/** The command line: the same engine and the same files as the page's. */
import { Command, CommanderError } from 'commander';
import { addPretrain } from './commands/pretrain.ts';
import { addRun } from './commands/run.ts';
import { addSimulate } from './commands/simulate.ts';
import { addTuned } from './commands/tuned.ts';
import { addUntuned } from './commands/untuned.ts';
import { isUserMistake } from './mistakes.ts';

const program = new Command('ptl')
  .description('Spikewise: turns a trained network into a spiking one by progressive tandem learning.')
  .showHelpAfterError('(--help shows the options)')
  .exitOverride();

addRun(program);
addSimulate(program);
addUntuned(program);
addTuned(program);
addPretrain(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if (isUserMistake(error)) {
    console.error(`ptl: ${error.message}`);
    process.exitCode = 2;
  } else {
    console.error(error);
    process.exitCode = 1;
  }
}
