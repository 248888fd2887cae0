/** Runs the peer: a PyTorch script that prints one JSON object a line. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PeerOptions } from './options.ts';

/** The default path of the script, which lies beside the checkout. */
export const peerScript = path.join('..', 'shared', 'bench', 'peer_torch.py');

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Returns a path as given, or below the checkout when it is not found from here. */
export function scriptPath(script: string): string {
  return existsSync(script) ? path.resolve(script) : path.resolve(root, script);
}

/** Returns the reason why the peer cannot run here, or null. */
export function peerTrouble({ peer, python }: PeerOptions): string | null {
  if (!existsSync(scriptPath(peer))) return `there is no ${peer}; say where the peer's script is with --peer`;
  const { error, status } = spawnSync(python, ['-c', 'import torch, numpy'], { stdio: 'ignore' });
  if (error) return `${python} cannot be started; say which Python with --python`;
  if (status !== 0)
    return `${python} has no torch; on Debian: apt-get install python3-torch libopenblas0-pthread`;
  return null;
}

/** Checks the peer and says in words what is missing. */
export function findPeer(options: PeerOptions): boolean {
  const trouble = peerTrouble(options);
  if (trouble) console.log(`No peer: ${trouble}. Ours is measured alone.`);
  return trouble === null;
}

/** A line of the peer with the time it came at: seconds since the start. */
export interface PeerLine {
  readonly at: number;
  readonly value: Readonly<Record<string, unknown>>;
}

export async function runPeer(
  { peer, python }: PeerOptions,
  args: Readonly<Record<string, string | number>>,
): Promise<PeerLine[]> {
  const words = Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(python, [scriptPath(peer), ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const kill = () => child.kill();
  process.once('exit', kill);
  const began = performance.now();
  const lines: PeerLine[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) lines.push({ at: (performance.now() - began) / 1000, value: JSON.parse(line) });
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  process.off('exit', kill);
  if (code !== 0) throw new Error(`${python} ${peer} ended with ${code}`);
  return lines;
}

export interface PeerStage {
  /** Seconds of the epoch with its validation. */
  readonly epoch: number;
  /** Seconds since the line before, everything included. */
  readonly whole: number;
  readonly validationAccuracy: number;
  readonly testAccuracy: number;
}

export interface PeerConversion {
  readonly annEpoch: number;
  readonly annValidationAccuracy: number;
  readonly annTestAccuracy: number;
  readonly stages: readonly PeerStage[];
  /** Seconds of all stages, everything included. */
  readonly total: number;
  readonly imagesPerSecond: number;
  readonly accuracy: number;
}

/** Reads the lines of a conversion by `peer_torch.py`. */
export function readConversion(lines: readonly PeerLine[]): PeerConversion {
  const number = (value: unknown) => {
    if (typeof value !== 'number') throw new Error('the peer printed something else than expected');
    return value;
  };
  const staged = lines.filter(({ value }) => 'stage' in value);
  const [ann, ...stages] = staged;
  const last = (key: string) => lines.find(({ value }) => key in value)?.value[key];
  const inference = (last('inference') ?? {}) as Record<string, unknown>;
  return {
    annEpoch: number(ann?.value.secPerEpoch),
    annValidationAccuracy: number(ann?.value.val),
    annTestAccuracy: number(ann?.value.test),
    stages: stages.map(({ at, value }, i) => ({
      epoch: number(value.secPerEpoch),
      whole: at - staged[i]!.at,
      validationAccuracy: number(value.val),
      testAccuracy: number(value.test),
    })),
    total: number(last('total')),
    imagesPerSecond: number(inference.imagesPerSecond),
    accuracy: number(inference.accuracy),
  };
}
