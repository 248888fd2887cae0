/**
 * Serves the built site to this machine alone, prints its address and opens it where there is a
 * desktop to open it on. BROWSER=none leaves it unopened.
 */
import { spawn } from 'node:child_process';
import { preview } from 'vite';

const { env, platform } = process;

function open(address) {
  if (env.BROWSER === 'none') return;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command, ...args] = openers[platform] ?? ['xdg-open'];
  // The address is printed, so a desktop without an opener is no reason to stop.
  spawn(command, [...args, address], { stdio: 'ignore' }).on('error', () => {});
}

const server = await preview({ preview: { host: 'localhost' } });
const address = server.resolvedUrls.local[0];
console.log(`\n  Spikewise is running at  ${address}\n  Ctrl+C stops it.\n`);
open(address);
