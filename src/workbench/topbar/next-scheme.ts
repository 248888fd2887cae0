import type { MantineColorScheme } from '@mantine/core';

const order: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** Returns the theme that the theme button switches to. */
export function nextScheme(scheme: MantineColorScheme): MantineColorScheme {
  return order[(order.indexOf(scheme) + 1) % order.length] ?? 'auto';
}
