import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerPatience } from '../../../runs/records/answered.ts';
import { openChannel } from './channel.ts';
import { heldLocks, holdLock, takeLock } from './locks.ts';
import { absentWords, askNow, useAbsent } from './service.ts';

const refusal = () => Promise.reject(new DOMException('blocked', 'SecurityError'));
const silence = () => new Promise<never>(() => {});
const exception = () => {
  throw new DOMException('blocked', 'SecurityError');
};

beforeEach(() => useAbsent.setState(new Set(), true));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Lets time pass until a service that has not answered counts as absent. */
async function afterPatience<T>(asked: Promise<T>): Promise<T> {
  await vi.advanceTimersByTimeAsync(answerPatience);
  return asked;
}

describe('locks', () => {
  for (const [how, locks] of [
    ['are missing', undefined],
    ['refuse', { query: refusal, request: refusal }],
    ['throw', { query: exception, request: exception }],
    ['never answer', { query: silence, request: silence }],
  ] as const)
    it(`that ${how} count as absent, and every tab gets what it asks for`, async () => {
      vi.useFakeTimers();
      vi.stubGlobal('navigator', { locks });
      expect(await afterPatience(heldLocks('run-'))).toEqual(new Set());
      expect(await afterPatience(takeLock('run-1'))).toBeTypeOf('function');
      holdLock('run-1')();
      expect(useAbsent.getState()).toEqual(new Set(['locks']));
    });

  it('that another tab has are not taken, and are known', async () => {
    const request = async (_name: string, _options: unknown, take: (lock: null) => unknown) => take(null);
    const query = async () => ({ held: [{ name: 'run-7' }, { name: 'other' }] });
    vi.stubGlobal('navigator', { locks: { request, query } });
    expect(await takeLock('run-7')).toBeNull();
    expect(await heldLocks('run-')).toEqual(new Set(['7']));
    expect(useAbsent.getState().size).toBe(0);
  });

  it('that are granted too late are given up at once', async () => {
    vi.useFakeTimers();
    let grant: () => unknown = () => {};
    const request = (_name: string, _options: unknown, take: (lock: object) => unknown) => {
      grant = () => take({});
      return silence();
    };
    vi.stubGlobal('navigator', { locks: { request } });
    await afterPatience(takeLock('run-1'));
    await expect(grant()).resolves.toBeUndefined();
  });
});

describe('messages between tabs', () => {
  it('that cannot be sent are not, and nothing throws', () => {
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        constructor() {
          exception();
        }
      },
    );
    const channel = openChannel('a');
    channel.tell('hello');
    channel.hear(() => {});
    expect(useAbsent.getState()).toEqual(new Set(['messages']));
  });
});

describe('the words on absent services', () => {
  it('are said once, with what follows from them', () => {
    expect(absentWords(null, new Set())).toBeNull();
    askNow('preferences', exception);
    askNow('preferences', exception);
    expect(absentWords(null, useAbsent.getState())?.short).toBe(
      'In this browser neither the theme nor the lessons’ progress is remembered.',
    );
    const words = absentWords('the storage does not answer.', new Set(['messages', 'locks']));
    expect(words?.short).toBe('Not kept: the storage does not answer.');
    expect(words?.whole).toMatch(/does not answer\. In this browser tabs cannot tell .*; tabs do not hear/);
  });
});
