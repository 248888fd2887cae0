/**
 * Serves the built site, prints its address and opens it where there is a desktop to open it on.
 */
import { spawn } from 'node:child_process';
import { preview } from 'vite';

const { env, platform } = process;

function open(address) {
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return;
  const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command, ...args] = openers[platform] ?? ['xdg-open'];
  // The address is printed, so a desktop without an opener is no reason to stop.
  spawn(command, [...args, address], { stdio: 'ignore' }).on('error', () => {});
}

const server = await preview();
const address = server.resolvedUrls.local[0];
console.log(`\n  Spikewise is running at  ${address}\n  Ctrl+C stops it.\n`);
open(address);
