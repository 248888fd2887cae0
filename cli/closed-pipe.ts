/**
 * What becomes of a command when nobody reads any more what it prints, as when `head` has seen
 * enough.
 */

/** Where the command keeps what it makes; null where printing is all it does. */
let keptIn: string | null = null;

/**
 * A command that only prints ends with its reader, quietly. To be called once, before anything is
 * printed.
 */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (keptIn === null) process.exit();
    tellOnce(keptIn);
  });
  // Progress and complaints go there: the table on the other stream may well be read.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** From here on the command makes something that it keeps in a file: it goes on unread. */
export function goOnUnread(where: string): void {
  keptIn = where;
}

let told = false;

function tellOnce(where: string): void {
  if (told) return;
  told = true;
  console.error(`nobody reads this output any more; the work goes on, and what comes of it goes to ${where}`);
}
