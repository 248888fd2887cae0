/** Measures how soon a stop is acknowledged, on the page and by the worker alone. */
import { type BenchWindow, withBenchPage } from '../shared/chromium.ts';
import type { Session } from '../shared/session.ts';
import { changedSpec } from '../shared/specs.ts';
import { patience, pressConvert, stopButton, withWorkbench } from './open.ts';

/**
 * Returns the milliseconds from the press of Stop on the page until it shows that nothing runs any
 * more.
 */
export function stopOnPage(session: Session, preset: string, seed: number, after: number): Promise<number> {
  const hash = `#v=1&preset=${preset}&seed=${seed}&backend=wasm&max=100&tp=20`;
  return withWorkbench(session, hash, '', async (page) => {
    await pressConvert(page);
    await page
      .getByText(/ms \/ batch/)
      .first()
      .waitFor({ timeout: patience });
    await page.waitForTimeout(after);
    const handle = await stopButton(page).elementHandle();
    return page.evaluate(
      (button) =>
        new Promise<number>((resolve) => {
          const began = performance.now();
          new MutationObserver((_, observer) => {
            const words = [...document.querySelectorAll('button')].map(({ textContent }) =>
              textContent?.trim(),
            );
            if (!words.includes('Convert')) return;
            observer.disconnect();
            resolve(performance.now() - began);
          }).observe(document.body, { subtree: true, childList: true, characterData: true });
          (button as HTMLElement).click();
        }),
      handle,
    );
  });
}

/** Returns the same for the built worker alone: from sending the command to the last event. */
export function stopInWorker(
  { sites, server }: Session,
  preset: string,
  seed: number,
  after: number,
): Promise<number> {
  const spec = changedSpec(preset, {
    backend: 'wasm',
    patience: 20,
    maxStageEpochs: 100,
    testCount: 0,
    seed,
  });
  return withBenchPage(server.address, (page) =>
    page.evaluate(
      ([worker, wanted, wait]) => (window as unknown as BenchWindow).bench.stop(worker, wanted, wait),
      [sites.conversionWorker, spec, after] as const,
    ),
  );
}
