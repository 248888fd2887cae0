/**
 * Tests that nothing around the page takes it down: a translation, a part that breaks or is gone, a
 * service or a worker that the browser refuses, a file instead of a server.
 */
import { pathToFileURL } from 'node:url';
import type { Page, Route } from '@playwright/test';
import { convert, expect, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/**
 * Translates the page as browsers do, now and whenever it changes: each text node is replaced by an
 * element with the text in it. The text stays the same, so that the test can read it.
 */
async function translate(page: Page): Promise<void> {
  await page.evaluate(() => {
    const translateAll = () => {
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) texts.push(node as Text);
      for (const text of texts) {
        const within = text.parentElement;
        if (!within || within.closest('font, script, style, [translate="no"]')) continue;
        if (text.data.trim() === '') continue;
        const outer = document.createElement('font');
        outer.append(document.createElement('font'));
        outer.firstElementChild!.append(text.data);
        text.replaceWith(outer);
      }
    };
    translateAll();
    new MutationObserver(translateAll).observe(document.body, { childList: true, subtree: true });
  });
}

/** Returns the elements in which a translated text has neighbours: React would lose it. */
function mixedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('font > font')]
      .map((inner) => inner.parentElement!.parentElement!)
      .filter((element) => element.childNodes.length > 1)
      .map((element) => element.outerHTML.slice(0, 300)),
  );
}

const sample = (page: Page) => page.getByRole('complementary', { name: 'One image, inside' });

test('a translated page converts, and shows what is new', async ({ page }) => {
  await openWorkbench(page, `${smallRun}&ns=4`);
  await translate(page);
  await convert(page);
  const { report } = await waitForStatus(page, 'finished');
  const score = `${(100 * report!.snn!.test.accuracy).toFixed(2)}\u00a0%`;
  await expect(page.getByRole('main').getByText(score).first()).toBeVisible();
  await expect(page.getByRole('banner').getByText(/^converted in/)).toBeVisible();
  await expect(page.getByRole('contentinfo').getByText(score)).toBeVisible();
  expect(await mixedTexts(page)).toEqual([]);

  // Everything is shown and hidden again.
  for (const tab of await page.getByRole('main').getByRole('tab').all()) await tab.click();
  await page.getByRole('textbox', { name: 'Time steps Ns' }).fill('16');
  await page.getByRole('textbox', { name: 'Time steps Ns' }).press('Enter');
  for (const [key, there] of [
    ['?', page.getByRole('dialog', { name: 'Words and keys' })],
    ['w', page.getByRole('form', { name: 'Sweep' })],
  ] as const) {
    await page.getByRole('banner').click({ position: { x: 2, y: 2 } });
    await page.keyboard.press(key);
    await expect(there).toBeVisible();
    expect(await mixedTexts(page)).toEqual([]);
    await page.keyboard.press(key === 'w' ? 'w' : 'Escape');
    await expect(there).toBeHidden();
  }
  await page.getByRole('tab', { name: 'Convert live' }).click();
  await expect(page.getByRole('main').getByText(score).first()).toBeVisible();
});

test('a part that is gone or breaks says so, and leaves the run and the rest', async ({
  page,
  consoleErrors,
}) => {
  await openWorkbench(
    page,
    `${smallRun.replace('train=512', 'train=6000').replace('max=1', 'max=50&tp=20')}`,
  );
  await convert(page);
  await expect(page.getByRole('banner').getByText(/of 3 · epoch/)).toBeVisible({ timeout: 120_000 });

  const parts = '**/assets/sweep-*.js';
  const answers = [
    { status: 404, body: 'not found' },
    { status: 200, contentType: 'text/html', body: '<!doctype html><p>a start page</p>' },
  ];
  await test.step('gone after a new version, and away with the network', async () => {
    // One route throughout: between two a late request would reach the server, and find the part.
    let answer: (route: Route) => Promise<void> = (route) => route.abort();
    await page.route(parts, (route) => answer(route));
    for (const body of answers) {
      answer = (route) => route.fulfill(body);
      await page.keyboard.press('w');
      await expect(
        page.getByText(/^The page of sweeps is no longer .* newer version .* reload/),
      ).toBeVisible();
      await page.keyboard.press('w');
      await expect(sample(page)).toBeVisible();
    }
    answer = (route) => route.abort();
    await page.keyboard.press('w');
    await expect(page.getByText(/the network or the server is away/)).toHaveCount(2);
    await page.unroute(parts);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(page.getByRole('form', { name: 'Sweep' })).toBeVisible();
  });

  await test.step('broken', async () => {
    await page.evaluate(() => {
      CanvasRenderingContext2D.prototype.createImageData = () => {
        throw new Error('no image for you');
      };
    });
    await page.keyboard.press('w');
    await expect(sample(page).getByText('The panel of one image broke: no image for you.')).toBeVisible();
    await expect(page.getByRole('banner').getByText(/of 3/)).toBeVisible();
  });

  await test.step('left in mid-run', async () => {
    const asked = page.waitForEvent('dialog');
    void page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
  });

  await page.getByRole('group', { name: 'Conversion' }).getByRole('button', { name: 'Stop' }).click();
  const run = await waitForStatus(page, 'stopped');
  expect(run.epochs.length).toBeGreaterThan(0);
  const expected =
    /status of 404|ERR_FAILED|dynamically imported|MIME type|no image for you|no longer on|is away/;
  expect(consoleErrors.filter((message) => !expected.test(message))).toEqual([]);
  consoleErrors.length = 0;
});

test('without any optional service everything works in memory, and the bar says so once', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    const reject = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
    Object.assign(LockManager.prototype, { query: reject, request: reject });
    Object.assign(Clipboard.prototype, { writeText: () => new Promise(() => {}) });
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    Object.defineProperty(window, 'localStorage', { get: refuse });
    Object.defineProperty(window, 'BroadcastChannel', { value: refuse, configurable: true, writable: true });
    Object.defineProperty(Navigator.prototype, 'storage', { get: refuse });
  });
  await openWorkbench(page, `${smallRun}&net=28x28-c4s2-10&start=scratch&pre=1&workers=1&grid=ns:2`);
  await page.getByRole('form', { name: 'Sweep' }).getByRole('button', { name: 'Run one cell' }).click();
  await expect(page.getByRole('form', { name: 'Sweep' }).getByText('All 1 cells are done')).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Run', { exact: true }).click();
  await convert(page);
  await expect(page.getByRole('banner').getByText(/converted in/)).toBeVisible({ timeout: 120_000 });
  const bar = page.getByRole('contentinfo');
  await expect(bar.getByText(/^Not kept: .* storage does not answer/)).toHaveCount(1);
  await expect(bar.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Link to these settings' })).toBeVisible();
});

test('where no worker can be started a run fails in words, and can be started again', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'Worker', {
      value: () => {
        throw new DOMException('the policy forbids it', 'SecurityError');
      },
    });
  });
  await openWorkbench(page, smallRun);
  await convert(page);
  await expect(
    page
      .getByRole('main')
      .getByRole('alert')
      .filter({ hasText: /would not start the conversion worker/ }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Convert', exact: true })).toBeEnabled();
});

test('opened as a file, the page says what to do', async ({ browser }) => {
  // In a page of its own: the shared one reports every script that the browser does not load.
  const page = await browser.newPage();
  await page.goto(pathToFileURL('dist/index.html').href);
  await expect(page.getByText(/Serve its folder over HTTP/)).toBeVisible();
  await page.close();
});
