/** Handles a closed output pipe (EPIPE), as in `ptl run | head`. */

/** The place where the command keeps its results, or null when it only prints. */
let keptIn: string | null = null;

/**
 * Ends a command that only prints together with its reader, quietly. Call it once, before anything
 * is printed.
 */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    if (keptIn === null) process.exit();
    tellOnce(keptIn);
  });
  // Progress and complaints go to stderr, so the table on stdout may still be read.
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/**
 * Says that from here on the command keeps its results in a file, and so continues without a
 * reader.
 */
export function goOnUnread(where: string): void {
  keptIn = where;
}

let told = false;

function tellOnce(where: string): void {
  if (told) return;
  told = true;
  console.error(`nobody reads this output any more; the work goes on, and what comes of it goes to ${where}`);
}
