/**
 * Leads keyboard users past the bar and the settings to the strip of layers, in a sweep to its
 * form. It is seen while it has the focus. It is a button, since the address holds the experiment.
 */
import classes from './app.module.css';

export function SkipLink() {
  return (
    <button type="button" className={classes.skip} onClick={skip}>
      Skip to the layers
    </button>
  );
}

function skip(): void {
  const main = document.querySelector('main');
  const target =
    main?.querySelector<HTMLElement>('[role="radiogroup"] [tabindex="0"]') ??
    main?.querySelector<HTMLElement>('button, input, [tabindex="0"]');
  target?.focus();
}
