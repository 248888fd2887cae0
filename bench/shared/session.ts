/**
 * Does the work around the measuring of every benchmark: build, serve, print the head, and close
 * again.
 */
import { loadavg } from 'node:os';
import { buildSites } from './build.ts';
import { chromiumVersion } from './chromium.ts';
import type { Bench } from './conversion.ts';
import { describeMachine, type Machine, printHead } from './machine.ts';
import { serve } from './serve.ts';

export interface Session extends Bench {
  readonly machine: Machine;
}

export async function withSession(
  title: string,
  options: { readonly site?: string; readonly seed: number },
  use: (session: Session) => Promise<void>,
): Promise<void> {
  const load = loadavg()[0]!;
  const sites = await buildSites(options.site);
  const machine = describeMachine(await chromiumVersion());
  printHead(title, machine, options.seed, load);
  const server = await serve(sites);
  try {
    await use({ sites, server, machine });
  } finally {
    server.close();
  }
}
