/** Writes whole files for the fuzz at a fixed time, which HDF5 and zips note with all they hold. */
const fixed = Date.UTC(2026, 0, 1);

/** Returns what `write` gives; a seed then damages the same bytes in every process. */
export async function atFixedTime<T>(write: () => Promise<T>): Promise<T> {
  const now = Date.now;
  Date.now = () => fixed;
  try {
    return await write();
  } finally {
    Date.now = now;
  }
}
