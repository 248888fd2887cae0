import type { MantineColorScheme } from '@mantine/core';

const order: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** The theme that the theme button turns to. */
export function nextScheme(scheme: MantineColorScheme): MantineColorScheme {
  return order[(order.indexOf(scheme) + 1) % order.length] ?? 'auto';
}
