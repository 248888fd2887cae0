/** One tiny run on WebGPU: a software adapter here, which is right but slow. */
import { convert, expect, openWorkbench, test, waitForStatus } from './page.ts';

test('a tiny run on WebGPU reaches its first stage’s end', async ({ page }) => {
  test.skip(
    !(await page.evaluate(async () => Boolean(await (navigator as { gpu?: GPU }).gpu?.requestAdapter()))),
    'this browser has no WebGPU adapter',
  );
  await openWorkbench(
    page,
    '#v=1&preset=first-look@1&net=28x28-c2s4-10&start=scratch&pre=1&train=32&val=32&test=0&cal=32&max=1&batch=32&backend=webgpu',
  );
  await convert(page);
  const run = await waitForStatus(page, 'finished');
  expect(run.report!.backend).toBe('webgpu');
  expect(run.report!.snn!.testCount).toBe(10_000);
});
