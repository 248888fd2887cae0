/** Gathers what a parser does with many inputs: what it throws, how long it takes. */

export interface Finding {
  readonly name: string;
  readonly tried: number;
  /** Number of inputs that were accepted. */
  readonly accepted: number;
  /** Number of accepted inputs that no writer of ours can write, so that none is compared. */
  readonly unwritten: number;
  /** Errors other than refusals in words, and broken laws; at most {@link mostFailures}. */
  readonly failures: readonly string[];
  readonly longestMilliseconds: number;
  /** The seed of the input that took longest. */
  readonly longestSeed: number;
  /** Largest memory of the process so far, in MiB. */
  readonly mebibytes: number;
}

const mostFailures = 20;

/** Returns an error with the place that threw it. */
function shortly({ message, stack = '' }: Error): string {
  const [place = ''] = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return `${message.slice(0, 300)}${place}`;
}

/** Thrown by a reader for an input that was accepted, but that no writer of ours can write. */
export class Unwritten extends Error {}

/** An error of these kinds is a refusal in words. */
type Kind = new (...parameters: never[]) => Error;

export interface Findings {
  tryOne(seed: number, read: () => unknown): Promise<void>;
  result(): Finding;
}

export function findings(name: string, refusals: readonly Kind[] = []): Findings {
  let [tried, accepted, unwritten, longestMilliseconds, longestSeed] = [0, 0, 0, 0, 0];
  const failures: string[] = [];
  return {
    tryOne: async (seed, read) => {
      tried++;
      const began = performance.now();
      try {
        await read();
        accepted++;
      } catch (error) {
        if (error instanceof Unwritten) {
          accepted++;
          unwritten++;
        } else if (!refusals.some((kind) => error instanceof kind) && failures.length < mostFailures)
          failures.push(`${name}, seed ${seed}: ${shortly(error as Error)}`);
      }
      const took = performance.now() - began;
      if (took <= longestMilliseconds) return;
      longestMilliseconds = took;
      longestSeed = seed;
    },
    result: () => ({
      name,
      tried,
      accepted,
      unwritten,
      failures,
      longestMilliseconds,
      longestSeed,
      mebibytes: process.resourceUsage().maxRSS / 1024,
    }),
  };
}
