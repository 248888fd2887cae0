/** Tests the content security policy: what it refuses, and that a whole session keeps to it. */
import { convert, expect, openWorkbench, smallRun, test, waitForStatus } from './page.ts';

/** Put before a worker's own code: hands on each violation as an error in the console. */
const tellViolations = `self.addEventListener('securitypolicyviolation', (event) =>
  console.error('against ' + event.effectiveDirective + ': ' + event.blockedURI));\n`;

test('a session keeps to the policy in the page, in its workers and behind its dialogs', async ({ page }) => {
  const workers: string[] = [];
  await page.route(/\/assets\/(conversion|simulation)-[\w-]+\.js$/, async (route) => {
    workers.push(/(\w+)-[\w-]+\.js$/.exec(route.request().url())![1]!);
    const response = await route.fetch();
    await route.fulfill({ response, body: tellViolations + (await response.text()) });
  });
  await openWorkbench(page, `${smallRun}&workers=2`);
  await convert(page);
  await waitForStatus(page, 'finished');
  // A dialog keeps the page behind it still by a style element of its own.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('overflow', 'hidden');
  await page.keyboard.press('Escape');
  expect(new Set(workers)).toEqual(new Set(['conversion', 'simulation']));
});

test('the policy refuses scripts, styles and addresses that are not the page’s own', async ({
  browser,
  baseURL,
}) => {
  // Not the page that every test watches, since this one breaks the policy.
  const page = await browser.newPage();
  const response = await page.goto(baseURL as string);
  const policy = response!.headers()['content-security-policy'];
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]').first()).toHaveAttribute(
    'content',
    policy as string,
  );
  await expect(page.getByRole('heading', { name: 'Spikewise' })).toBeVisible();
  const refused = await page.evaluate(async () => {
    const directives = new Set<string>();
    document.addEventListener('securitypolicyviolation', (event) => {
      directives.add(event.effectiveDirective);
    });
    const script = document.createElement('script');
    script.textContent = 'window.tellViolation = () => {};';
    document.head.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    document.body.insertAdjacentHTML('beforeend', '<p style="display: none">words</p>');
    await fetch('https://example.org/').catch(() => {});
    document.body.insertAdjacentHTML('beforeend', '<img alt="" src="https://example.org/a.png">');
    // Events come a task later than what they are about.
    await new Promise((resolve) => setTimeout(resolve, 500));
    return [...directives].sort();
  });
  expect(refused).toEqual(['connect-src', 'img-src', 'script-src-elem', 'style-src-attr', 'style-src-elem']);
  await page.close();
});
