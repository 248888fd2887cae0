/** Options that several benchmarks share, and the functions that read numbers in them. */
import { type Command, InvalidArgumentError } from 'commander';

export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      throw new InvalidArgumentError(`A whole number from ${least} on is wanted.`);
    return value;
  };
}

export function wholeNumbers(least: number): (text: string) => number[] {
  return (text) => text.split(',').map((part) => wholeNumber(least)(part.trim()));
}

export interface SiteOptions {
  /** A site that is built already; without it the checkout is built anew. */
  readonly site?: string;
}

export function withSite(command: Command): Command {
  return command.option('--site <folder>', 'measure this built site instead of building the checkout');
}

export interface PeerOptions {
  readonly peer: string;
  /** A folder of idx files for the peer; without it, our own images are written out for it. */
  readonly mnist?: string;
  readonly python: string;
  readonly threads: number;
}

/** Adds the options of the peer. `threadsAre` says what --threads counts. */
export function withPeer(command: Command, script: string, threads: number, threadsAre: string): Command {
  return command
    .option('--peer <script>', 'the peer’s script', script)
    .option(
      '--mnist <folder>',
      'idx files for the peer (default: our own split, written to a temporary folder)',
    )
    .option('--python <program>', 'the Python that has torch', '/usr/bin/python3')
    .option('--threads <count>', threadsAre, wholeNumber(1), threads);
}
