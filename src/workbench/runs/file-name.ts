import type { RunSummary } from '../../runs/records/run-store.ts';

const letters: Readonly<Record<string, string>> = { '₀': '0', ϑ: 'theta', '÷': 'by' };

/**
 * Returns a name that says what changed and when, in letters that every file system takes:
 * `spikewise-mnist-1-ns-16-2026-01-02.csv`.
 */
export function fileName(run: Pick<RunSummary, 'name' | 'createdAt' | 'spec'>, extension: string): string {
  const words = `${run.spec.preset} ${run.name}`.replace(/[₀ϑ÷]/g, (letter) => letters[letter] ?? '');
  const plain = words
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const time = run.createdAt.slice(0, 16).replace(/[T:]/g, '-');
  return `spikewise-${plain.slice(0, 80)}-${time}.${extension}`;
}
