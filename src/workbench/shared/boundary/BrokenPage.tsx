/**
 * Stands in the place of the whole page when it broke. It uses none of the page's parts, since any
 * of them may be the reason.
 */
import classes from './broken.module.css';
import { brokenWords } from './broken-words.ts';

export function BrokenPage({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <main className={classes.page} role="alert">
      <h1>Spikewise stumbled</h1>
      <p>{brokenWords('The page', error)}</p>
      <p>
        A run that is under way goes on without it. Show the page again to follow the run; reloading ends it,
        and keeps its finished stages.
      </p>
      <div className={classes.buttons}>
        <button type="button" onClick={onRetry}>
          Show the page again
        </button>
        <button type="button" onClick={() => location.reload()}>
          Reload
        </button>
      </div>
    </main>
  );
}
