/** Names this machine for a report. */
import os from 'node:os';

export function host(): string {
  return `Node ${process.versions.node}, ${os.cpus().length} cores, ${os.platform()} ${os.arch()}`;
}
