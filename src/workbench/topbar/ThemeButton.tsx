import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { nextScheme } from './next-scheme.ts';

const words = { light: 'light', dark: 'dark', auto: 'as the system has it' } as const;
const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop } as const;

export function ThemeButton() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = icons[colorScheme];
  const label = `Theme: ${words[colorScheme]}`;
  return (
    <Tooltip label={`${label}; press for ${words[nextScheme(colorScheme)]}`}>
      <ActionIcon
        variant="default"
        size={34}
        aria-label={label}
        onClick={() => setColorScheme(nextScheme(colorScheme))}
      >
        <Icon size={17} />
      </ActionIcon>
    </Tooltip>
  );
}
