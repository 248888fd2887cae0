/**
 * Tests one tiny run on each GPU backend: with a software adapter here, which is right but slow.
 */
import { convert, expect, openWorkbench, test, waitForStatus } from './page.ts';

const tinyRun =
  '#v=1&preset=first-look@2&net=28x28-c2s4-10&start=scratch&pre=1&train=32&val=32&test=0&cal=32&max=1&batch=32&ns=2';

for (const [backend, name] of [
  ['webgpu', 'WebGPU'],
  ['webgl', 'WebGL'],
] as const)
  test(`a tiny run on ${name} converts to the end`, async ({ page }) => {
    await openWorkbench(page, `${tinyRun}&backend=${backend}`);
    const offered = await page.evaluate(
      async (wanted) =>
        wanted === 'webgpu'
          ? Boolean(await navigator.gpu?.requestAdapter())
          : Boolean(new OffscreenCanvas(1, 1).getContext('webgl2')),
      backend,
    );
    test.skip(!offered, `this browser has no ${name}`);
    await convert(page);
    const run = await waitForStatus(page, 'finished');
    expect(run.report!.backend).toBe(backend);
    // A GPU takes whole batches alone, so there is one worker.
    expect(run.report!.environment!.workers).toBe(1);
    expect(run.report!.snn!.testCount).toBe(10_000);
  });
