// Runs before the first paint, so that a dark page never flashes light.
(() => {
  let kept = null;
  try {
    kept = localStorage.getItem('spikewise-theme');
  } catch {}
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = dark ? 'dark' : 'light';
})();
