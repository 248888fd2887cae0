/**
 * Describes the machine that computed: every benchmark prints it first and puts it into its JSON
 * line.
 */
import os from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly chromium: string;
  readonly node: string;
  readonly platform: string;
}

export function describeMachine(chromium: string): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() || os.arch(),
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    chromium,
    node: process.versions.node,
    platform: `${os.type()} ${os.release()}`,
  };
}

/**
 * Prints machine, date and seed, and a warning when other programs keep the cores busy, which
 * spoils every figure.
 */
export function printHead(title: string, machine: Machine, seed: number, load: number): void {
  const { cpu, cores, memoryGiB, chromium, node, platform } = machine;
  console.log(title);
  console.log(`${cpu}, ${cores} cores, ${memoryGiB} GiB; ${platform}; Chromium ${chromium}; Node ${node}`);
  console.log(`${new Date().toISOString()}, seed ${seed}, load before the start ${load.toFixed(2)}`);
  if (load > cores / 4)
    console.log('The machine was busy with other programs: do not trust the figures, ratios included.');
}

/** Prints the last line of every benchmark. */
export function printResult(
  bench: string,
  machine: Machine,
  figures: Readonly<Record<string, unknown>>,
): void {
  console.log(`\n${JSON.stringify({ bench, ...figures, machine, date: new Date().toISOString() })}`);
}
