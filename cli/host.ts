/** What this machine and engine call themselves in a report. */
import os from 'node:os';

export const engine = 'tfjs 4.22.0';

export function host(): string {
  return `Node ${process.versions.node}, ${os.cpus().length} cores, ${os.platform()} ${os.arch()}`;
}
