/**
 * Writes the combinations of a grid that do not run in few lines: those that break the same rule
 * stand together.
 */
import type { LeftOut } from './sweep.ts';

/** Number of combinations of one rule that are named; more are counted. */
const named = 2;

/**
 * Returns a rule without the value that broke it, which differs from combination to combination:
 * `…; use at most 64`.
 */
function ruleOf(reason: string): string {
  return reason.replace(/ \([^()]*\)$/, '');
}

/**
 * Returns a line for each rule: `method=ptl,ns=128; method=ptl,ns=256 and 2 more: timeSteps: …`.
 */
export function leftOutLines(leftOut: readonly LeftOut[]): string[] {
  const byRule = new Map<string, LeftOut[]>();
  for (const one of leftOut) {
    const rule = ruleOf(one.reason);
    byRule.set(rule, [...(byRule.get(rule) ?? []), one]);
  }
  return [...byRule].map(([rule, those]) => {
    const keys = those.slice(0, named).map(({ key }) => key);
    const rest = those.length - keys.length;
    const words = rest > 0 ? `${keys.join('; ')} and ${rest} more` : keys.join('; ');
    return `${words}: ${those.length === 1 ? those[0]!.reason : rule}`;
  });
}

/** Returns the number of them in words: `3 combinations do not run and are left out`. */
export function leftOutWords({ length }: readonly LeftOut[]): string {
  return length === 1
    ? 'one combination cannot run and is left out'
    : `${length} combinations cannot run and are left out`;
}
