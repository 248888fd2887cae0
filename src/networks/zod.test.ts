import { afterEach, expect, it, vi } from 'vitest';
import { z } from './zod.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

it('makes and uses schemas without turning text into code', () => {
  const compile = vi.fn();
  vi.stubGlobal('Function', compile);
  const schema = z.strictObject({ units: z.int(), steps: z.array(z.object({ name: z.string() })) });
  const value = { units: 3, steps: [{ name: 'flatten' }] };
  expect(schema.parse(value)).toEqual(value);
  expect(schema.safeParse({ ...value, other: 1 }).success).toBe(false);
  expect(compile).not.toHaveBeenCalled();
});
