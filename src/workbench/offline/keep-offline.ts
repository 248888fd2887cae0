/**
 * Keeps the whole site on this machine after the first visit, so that it works without network, and
 * says when a newer version lies ready. The version that is open stays in use until somebody asks
 * for the other: nothing is loaded again, and no run is ended, unasked.
 */
import { aliveRuns } from '../store/owner.ts';
import { useWorkbench } from '../store/store.ts';
import { sweepsUnderWay } from '../sweep/store/owner.ts';
import { offerNewer } from './offer-newer.tsx';

/** Returns whether this tab or another one computes: its parts are those of the version in use. */
async function isBusy(): Promise<boolean> {
  if (useWorkbench.getState().live) return true;
  const [runs, sweeps] = await Promise.all([aliveRuns(), sweepsUnderWay()]);
  return runs.size > 0 || sweeps.size > 0;
}

/** Returns whether the browser was told to load as little as it can. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}

async function register(container: ServiceWorkerContainer): Promise<void> {
  const registration = await container.register(new URL('service-worker.js', document.baseURI));
  let asked = false;

  function take(): void {
    asked = true;
    // Where none waits, another tab has brought in the newer version already.
    if (registration.waiting) registration.waiting.postMessage({ type: 'SKIP_WAITING' });
    else location.reload();
  }
  // Told in every tab, but only the one where somebody asked is loaded again.
  container.addEventListener('controllerchange', () => {
    if (asked) location.reload();
  });

  const offer = () => offerNewer({ isBusy, take });
  if (registration.waiting) offer();
  registration.addEventListener('updatefound', () => {
    const { installing, active } = registration;
    // Without an active one this is the first visit.
    installing?.addEventListener('statechange', () => {
      if (active && installing.state === 'installed') offer();
    });
  });
}

export function keepOffline(): void {
  const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
  if (import.meta.env.DEV || !container || savesData()) return;
  // Fetching the rest of the site must not delay what the page needs first. A browser that refuses
  // service workers works as before, with a network.
  addEventListener('load', () => void register(container).catch(() => {}));
}
