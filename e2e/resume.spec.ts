/**
 * Tests that a run of the page which was cut off, by a worker that broke, a reload, or a page that
 * was closed, goes on from the end of its last stage to the same result.
 */
import { chaosOfPage } from '../bench/workbench/chaos.ts';
import { expect, test } from './page.ts';

/** Several runs, each of several parts. */
test.setTimeout(600_000);

test('a run that was cut off goes on to what an undisturbed one ends with', async ({ browser, baseURL }) => {
  const { kills, lost, runs, identical } = await chaosOfPage(browser, `${baseURL}`, { kills: 3, seed: 1 });
  expect({ kills, lost, different: runs - identical }).toEqual({ kills: 3, lost: 0, different: 0 });
});
