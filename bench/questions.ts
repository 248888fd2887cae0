/** Measures whether the memory of the page stays flat however many questions are asked of it. */
import type { Command } from 'commander';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { printResult } from './shared/machine.ts';
import { significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import { askQuestions } from './workbench/questions.ts';

interface QuestionsOptions extends SiteOptions {
  readonly questions: number;
  readonly every: number;
  readonly preset: string;
}

export function addQuestions(program: Command): void {
  withSite(program.command('questions').summary('memory as drawings and settings are tried out'))
    .description('Memory of the page after many questions: moves of Ns, other images, drawings.')
    .option('--questions <count>', 'how many are asked', wholeNumber(1), 360)
    .option('--every <count>', 'questions between two readings', wholeNumber(1), 60)
    .option('--preset <name>', 'whose shipped network is asked', 'first-look-paper')
    .action(bench);
}

const inMebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);

function bench(options: QuestionsOptions): Promise<void> {
  // The seed draws nothing here: conversions without training have no seed of their own.
  const { preset, seed } = presetSpec(options.preset);
  return withSession(`Memory of ${preset} as questions are asked`, { ...options, seed }, async (session) => {
    const hash = `#v=1&preset=${preset}&backend=wasm`;
    const readings = await askQuestions(session, hash, options.questions, options.every);
    printTable(
      'Memory after collection, in MiB',
      ['questions', 'JS heaps', 'buffers', 'resident'],
      readings.map(({ questions, memory }) => [
        `${questions}`,
        ...[memory.heap, memory.buffers, memory.resident].map(inMebibytes),
      ]),
    );
    const [first, last] = [readings[0]!.memory, readings.at(-1)!.memory];
    const grown = (last.heap + last.buffers) / (first.heap + first.buffers) - 1;
    console.log(`\nHeaps and buffers from the first reading to the last: ${(100 * grown).toFixed(1)} %`);
    printResult('questions', session.machine, {
      ratio: significant(1 + grown),
      readings,
      preset,
      seed,
    });
  });
}
