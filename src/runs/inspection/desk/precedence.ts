/**
 * Decides what goes first in a worker that answers several questions in turns: work that can wait
 * stands still while urgent work is running.
 */

export interface Precedence {
  /** Runs urgent work. */
  urgent<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Resolves when no urgent work is running. Urgent work must not wait for work that awaits this.
   */
  free(): Promise<void>;
}

export function createPrecedence(): Precedence {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  return {
    urgent: async (work) => {
      underWay++;
      try {
        return await work();
      } finally {
        underWay--;
        if (underWay === 0) {
          for (const goOn of waiting) goOn();
          waiting = [];
        }
      }
    },
    free: async () => {
      // Urgent work may begin again before those who were let go come to their turn.
      while (underWay > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
  };
}
