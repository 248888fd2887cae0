import classes from './topbar.module.css';

/** Draws an analog line that ends in spikes. */
export function Logo() {
  return (
    <h1 className={classes.logo} translate="no">
      <svg
        viewBox="0 0 24 24"
        fill="none"
        strokeWidth="2.2"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden
      >
        <path d="M2 17h4l2-4 2 4h2" stroke="var(--ann)" />
        <path d="M12 17V4M16 17V8M20 17v-6" stroke="var(--spike)" />
      </svg>
      <span>Spikewise</span>
    </h1>
  );
}
