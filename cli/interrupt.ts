/** Handles Ctrl-C: the first ends the work in order, a later one ends the program. */

/**
 * npm passes on a Ctrl-C that the terminal has already sent, so a second one within this time, in
 * milliseconds, is the same.
 */
const echo = 1000;

export function onInterrupt(end: () => void): void {
  let first: number | null = null;
  const onSignal = () => {
    if (first === null) {
      first = performance.now();
      end();
    } else if (performance.now() - first > echo) process.exit(130);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}
