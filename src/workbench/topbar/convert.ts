/**
 * Starts a run. If it cannot start, the page says why, and scrolls to the first setting concerned.
 */
import { notifications } from '@mantine/notifications';
import { goOnTo, runOrPause } from '../store/conversion.ts';
import { unfinishedFields } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { hasEpochs } from '../words/method-words.ts';

function say(problems: readonly string[]): void {
  if (problems.length === 0) return;
  notifications.show({
    id: 'cannot-run',
    color: 'red',
    title: 'These settings cannot be run',
    message: problems.join('. '),
    autoClose: 8000,
  });
  const [first] = unfinishedFields();
  const row = document.querySelector(first ? `[data-setting="${first}"]` : '[data-setting][data-wrong]');
  row?.scrollIntoView({ block: 'center' });
  row?.querySelector<HTMLElement>('input, textarea')?.focus();
}

/** Converts, pauses or resumes. */
export function convert(): void {
  say(runOrPause());
}

/** Resumes until the end of an epoch or a stage, then pauses. */
export function convertTo(boundary: 'epoch' | 'stage'): void {
  const { current, spec } = useWorkbench.getState();
  // A run without epochs has no such end, and the keys do no more than the buttons.
  if (!hasEpochs(current?.spec ?? spec)) return;
  say(goOnTo(boundary));
}
