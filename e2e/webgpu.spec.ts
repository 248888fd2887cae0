/** One tiny run on WebGPU: a software adapter here, which is right but slow. */
import { convert, expect, openWorkbench, test, waitForStatus } from './page.ts';

const tinyRun =
  '#v=1&preset=first-look@1&net=28x28-c2s4-10&start=scratch&pre=1&train=32&val=32&test=0&cal=32&max=1&batch=32&ns=2&backend=webgpu';

test('a tiny run on WebGPU converts to the end', async ({ page }) => {
  await openWorkbench(page, tinyRun);
  const adapter = await page.evaluate(async () => Boolean(await navigator.gpu?.requestAdapter()));
  test.skip(!adapter, 'this browser has no WebGPU adapter');
  await convert(page);
  const run = await waitForStatus(page, 'finished');
  expect(run.report!.backend).toBe('webgpu');
  expect(run.report!.snn!.testCount).toBe(10_000);
});
