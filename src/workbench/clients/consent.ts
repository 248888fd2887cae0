/** Remembers for which networks a person agreed to measurements that take long. */
import { create } from 'zustand';

/** What takes longer than this many seconds is not computed unasked. */
const mostSeconds = 2;

const useAgreed = create<{ readonly keys: ReadonlySet<string> }>(() => ({ keys: new Set() }));

export interface Consent {
  /** Whether a person has to be asked first. */
  readonly asks: boolean;
  readonly seconds: number;
  agree(): void;
}

/** Returns whether measurements of the network `key`, which take `seconds`, are asked for first. */
export function useConsent(key: string, seconds: number): Consent {
  const agreed = useAgreed(({ keys }) => keys.has(key));
  return {
    asks: seconds > mostSeconds && !agreed,
    seconds,
    agree: () => useAgreed.setState(({ keys }) => ({ keys: new Set(keys).add(key) })),
  };
}
