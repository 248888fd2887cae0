/**
 * Prints in the light theme, whatever the screen has, since pale ink on paper cannot be read. The
 * browser takes the page as it stands after `beforeprint`: charts repaint in that event too, which
 * is why this must listen before any of them.
 */
const attribute = 'data-mantine-color-scheme';

export function printInLight(): void {
  const root = document.documentElement;
  let onScreen: string | null = null;
  addEventListener('beforeprint', () => {
    onScreen = root.getAttribute(attribute);
    root.setAttribute(attribute, 'light');
  });
  addEventListener('afterprint', () => {
    if (onScreen) root.setAttribute(attribute, onScreen);
  });
}
