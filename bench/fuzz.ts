/**
 * Reads a million random and mutated links, and a hundred thousand mutations with every parser of
 * files: `npm run fuzz`. Ends with 1 when one throws, hangs, or is accepted and differs when it is
 * written again.
 */
import { Command } from 'commander';
import { fuzzParser, parserNames } from '../cli/testing/fuzz/files.ts';
import type { Finding } from '../cli/testing/fuzz/findings.ts';
import { fuzzLinks } from '../cli/testing/fuzz/links.ts';
import { writeCount } from '../src/tasks/writing.ts';
import { canBeHarmed, fuzzApart } from './fuzz/apart.ts';
import { wholeNumber } from './shared/options.ts';

/** Milliseconds after which reading counts as a hang: nobody waits longer for a refusal. */
const patience = 5000;

const options = new Command('fuzz')
  .description('Reads random and mutated links and files with every parser.')
  .option('--links <count>', 'links', wholeNumber(0), 1_000_000)
  .option('--files <count>', 'mutations for each parser of files', wholeNumber(0), 100_000)
  .option('--seed <seed>', 'the first seed; each input has its own', wholeNumber(1), 1)
  .option('--parser <name...>', `only these: ${parserNames.join(', ')}`)
  .parse()
  .opts<{ links: number; files: number; seed: number; parser?: string[] }>();

/** Says about every ten seconds how far a parser is. */
function progress(name: string, count: number): (done: number) => void {
  let told = performance.now();
  return (done) => {
    if (performance.now() - told < 10_000) return;
    told = performance.now();
    console.error(`${name}: ${writeCount(done)} of ${writeCount(count)}`);
  };
}

function print(finding: Finding): void {
  const { name, tried, accepted, unwritten, failures, longestMilliseconds, longestSeed, mebibytes } = finding;
  console.log(
    `${name}: ${writeCount(tried)} tried, ${writeCount(accepted)} accepted` +
      (unwritten > 0 ? ` (${writeCount(unwritten)} of a kind that is only read)` : '') +
      `, ${failures.length} wrong; longest ${longestMilliseconds.toFixed(1)} ms (seed ${longestSeed})` +
      `${longestMilliseconds > patience ? ': a hang' : ''}; largest memory so far ${mebibytes.toFixed(0)} MiB`,
  );
  for (const failure of failures) console.log(`  ${failure}`);
  if (failures.length > 0 || longestMilliseconds > patience) process.exitCode = 1;
}

const { links, files, seed, parser: wanted } = options;
if (links > 0 && !wanted) print(await fuzzLinks(links, seed, progress('links', links)));
for (const name of files > 0 ? (wanted ?? parserNames) : []) {
  const tell = progress(name, files);
  print(await (canBeHarmed(name) ? fuzzApart : fuzzParser)(name, files, seed, tell));
}
