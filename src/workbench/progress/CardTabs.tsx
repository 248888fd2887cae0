/** Shows tabs as a heading: their words stand where a card's title would. */
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { Boundary } from '../shared/boundary/Boundary.tsx';
import classes from './card.module.css';

export interface CardTabsProps<T extends string> {
  readonly tabs: readonly { readonly id: T; readonly words: string }[];
  readonly value: T;
  readonly onChange: (id: T) => void;
  /** Shown at the end of the row of tabs. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

export function CardTabs<T extends string>({ tabs, value, onChange, aside, children }: CardTabsProps<T>) {
  return (
    <Tabs
      value={value}
      onChange={(id) => id && onChange(id as T)}
      classNames={{
        root: classes.tabs ?? '',
        list: classes.tabList ?? '',
        tab: classes.tab ?? '',
        panel: classes.panel ?? '',
      }}
    >
      <Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id}>
            {tab.words}
          </Tabs.Tab>
        ))}
        {aside}
      </Tabs.List>
      <Tabs.Panel value={value}>
        <Boundary part="This tab" resetOn={value}>
          {children}
        </Boundary>
      </Tabs.Panel>
    </Tabs>
  );
}
