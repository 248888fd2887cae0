/** Runs a small static server on 127.0.0.1: the built workbench at /, the bench page at /bench/. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Sites } from './build.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

async function send(folder: string, name: string, response: ServerResponse): Promise<void> {
  const file = path.join(folder, name.endsWith('/') || name === '' ? `${name}index.html` : name);
  const found = file.startsWith(folder) ? await stat(file).catch(() => null) : null;
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': types[path.extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
  });
  createReadStream(file).pipe(response);
}

export interface Server {
  /** Address of the server, with a slash at the end. */
  readonly address: string;
  close(): void;
}

export async function serve({ app, bench }: Sites): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const name = decodeURIComponent(pathname).slice(1);
    const [folder, rest] = name.startsWith('bench/') ? [bench, name.slice('bench/'.length)] : [app, name];
    send(folder, rest, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
