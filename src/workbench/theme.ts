/**
 * Mantine's theme in the page's own style: neutral controls in ink, colours left to their meanings
 * (tokens.css).
 */
import {
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type MenuProps,
  type ModalProps,
  type NotificationProps,
  type PopoverProps,
  type TooltipProps,
} from '@mantine/core';

/** One ink for every shade, since light and dark are decided by the variables, not by the shade. */
const ink = Array.from({ length: 10 }, () => 'var(--ink)') as unknown as MantineColorsTuple;

/**
 * Mantine's greys of the dark theme, replaced by the page's own: text, edges, raised and sunken
 * grounds.
 */
const dark: MantineColorsTuple = [
  '#e8eaee',
  '#ccd2da',
  '#aeb6c2',
  '#8d96a4',
  '#2f3641',
  '#262c36',
  '#20252e',
  '#191d25',
  '#12151b',
  '#10131a',
];

export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink, dark },
  fontFamily: 'var(--txt)',
  fontFamilyMonospace: 'var(--num)',
  headings: { fontFamily: 'var(--txt)', fontWeight: '600' },
  defaultRadius: 'var(--r-small)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '19px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.3' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: (input) => {
    const colors = defaultVariantColorsResolver(input);
    if (input.color !== 'ink' && input.color !== undefined) return colors;
    if (input.variant === 'filled')
      return {
        ...colors,
        background: 'var(--ink)',
        color: 'var(--panel)',
        hover: 'color-mix(in srgb, var(--ink) 86%, var(--panel))',
        border: '1px solid var(--ink)',
      };
    if (input.variant === 'subtle')
      return { ...colors, color: 'var(--ink)', hover: 'color-mix(in srgb, var(--ink) 7%, transparent)' };
    return colors;
  },
  // Plain objects: the components' own `extend` would load every one of them with the page.
  components: {
    Tooltip: {
      defaultProps: {
        openDelay: 350,
        withArrow: true,
        arrowSize: 7,
        multiline: true,
        maw: 300,
        fz: 13,
        // Whoever goes by keys reads them too.
        events: { hover: true, focus: true, touch: false },
      } satisfies Partial<TooltipProps>,
      styles: {
        tooltip: { background: 'var(--ink)', color: 'var(--panel)', padding: '6px 10px', lineHeight: 1.4 },
      },
    },
    Menu: {
      // Mantine's focus placeholder is no menu item, and a menu may have no other children.
      defaultProps: {
        shadow: 'var(--lift)',
        radius: 'var(--r)',
        withInitialFocusPlaceholder: false,
      } satisfies Partial<MenuProps>,
    },
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } satisfies Partial<NotificationProps>,
      styles: { description: { color: 'var(--soft)' } },
    },
    Drawer: {
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } satisfies Partial<DrawerProps>,
    },
    Popover: {
      defaultProps: { shadow: 'var(--lift)', radius: 'var(--r)' } satisfies Partial<PopoverProps>,
    },
    Modal: {
      defaultProps: {
        radius: 'var(--r)',
        shadow: 'var(--lift)',
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
      } satisfies Partial<ModalProps>,
    },
  },
});

const surfaces = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--soft)',
  '--mantine-color-placeholder': 'var(--faint)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-anchor': 'var(--ann)',
  '--mantine-primary-color-filled': 'var(--ink)',
  '--mantine-primary-color-contrast': 'var(--panel)',
};

/**
 * Takes Mantine's surfaces, borders and text from tokens.css; per scheme, since Mantine sets its
 * own there.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: surfaces,
  dark: surfaces,
});

/** The key is also read by index.html, before the first paint. */
/** The name under which the browser keeps the chosen theme. */
export const themeKey = 'spikewise-theme';

export const colorSchemeManager = localStorageColorSchemeManager({ key: themeKey });
