import { afterEach, expect, test, vi } from 'vitest';
import { nothingHeld } from '../src/runs/data/held.ts';
import { recruit } from './recruit.ts';

afterEach(() => vi.unstubAllGlobals());

test('a member that is dismissed is left to end with its leader', () => {
  const terminate = vi.fn();
  class Member extends EventTarget {
    readonly postMessage = vi.fn();
    readonly terminate = terminate;
  }
  vi.stubGlobal('Worker', Member);
  vi.useFakeTimers();
  const broken = vi.fn();
  const member = recruit(nothingHeld);
  member.onBroken(broken);
  member.dismiss();
  vi.runAllTimers();
  vi.useRealTimers();
  expect(broken).not.toHaveBeenCalled();
  expect(terminate).not.toHaveBeenCalled();
});
