/** Puts the analog ends of a separator on the backend for as long as they are used. */
import { disposeEnds, type Ends, type OpenEnds, openEnds } from '../../../engine/separation/ends.ts';

/** Calls `use` with the ends on the backend, and frees them. */
export async function withEnds<T>(ends: Ends, use: (open: OpenEnds) => Promise<T>): Promise<T> {
  const open = openEnds(ends);
  try {
    return await use(open);
  } finally {
    disposeEnds(open);
  }
}
