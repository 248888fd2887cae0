/** The page: one screen of panels around the strip of layers, or one column of them on a phone. */
import { Drawer, useMantineColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { lazy, memo, Suspense, useCallback, useState } from 'react';
import { Announcer } from './Announcer.tsx';
import classes from './app.module.css';
import { CompareDrawer } from './compare/CompareDrawer.tsx';
import { ApartNotice } from './panels/ApartNotice.tsx';
import { LinkProblems } from './panels/LinkProblems.tsx';
import { SamplePanel } from './panels/SamplePanel.tsx';
import { StagePanel } from './panels/StagePanel.tsx';
import { ProgressCard } from './progress/ProgressCard.tsx';
import { RunsBar } from './runs/RunsBar.tsx';
import { SettingsPanel } from './settings/SettingsPanel.tsx';
import { useWorkbench } from './store/store.ts';
import { turnTo } from './store/view.ts';
import { Strip } from './strip/Strip.tsx';
import { sweepKeys } from './sweep/keys.ts';
import { convert, convertTo } from './topbar/convert.ts';
import { HelpModal } from './topbar/HelpModal.tsx';
import { LinkModal } from './topbar/LinkModal.tsx';
import { nextScheme } from './topbar/next-scheme.ts';
import { StopModal } from './topbar/StopModal.tsx';
import { copyLink } from './topbar/share.ts';
import type { Shortcut } from './topbar/shortcuts.ts';
import { TopBar } from './topbar/TopBar.tsx';
import { useShortcuts } from './topbar/use-shortcuts.ts';

// Memoised, so that opening a dialog does not draw the panels again.
const Settings = memo(SettingsPanel);
const Runs = memo(RunsBar);

const Centre = memo(() => (
  <main className={classes.main}>
    <Strip />
    <ApartNotice />
    <div className={classes.cards}>
      <LinkProblems />
      <ProgressCard />
      <StagePanel />
    </div>
  </main>
));

const Sample = memo(() => (
  <aside className={classes.sample} aria-label="One image, inside">
    <SamplePanel />
  </aside>
));

/** Loaded lazily, since many visitors never open it. */
const Sweep = lazy(async () => ({ default: (await import('./sweep/index.ts')).SweepView }));
const SweepBar = lazy(async () => ({ default: (await import('./sweep/index.ts')).SweepBar }));

export function App() {
  const view = useWorkbench((state) => state.view);
  // On paper there is no drawer.
  const narrow = useMediaQuery('screen and (width <= 1200px)', false, { getInitialValueInEffect: false });
  const [settings, setSettings] = useState(false);
  const [help, setHelp] = useState(false);
  const [stopping, setStopping] = useState(false);
  const [comparing, setComparing] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  const compare = useCallback(() => setComparing(true), []);
  const share = () => void copyLink().then(setLink);
  const actions: Record<Shortcut, () => void> = {
    runOrPause: view === 'sweep' ? () => sweepKeys()?.runOrPause() : convert,
    epoch: () => view === 'run' && convertTo('epoch'),
    stage: () => view === 'run' && convertTo('stage'),
    stop: () => (view === 'sweep' ? sweepKeys()?.stop() : setStopping(useWorkbench.getState().live !== null)),
    sweep: () => turnTo(view === 'sweep' ? 'run' : 'sweep'),
    share,
    theme: () => setColorScheme(nextScheme(colorScheme)),
    help: () => setHelp(true),
  };
  useShortcuts((shortcut) => actions[shortcut]());

  return (
    <div className={classes.page}>
      <TopBar
        sweep={<SweepBar />}
        onSettings={() => setSettings(true)}
        onHelp={() => setHelp(true)}
        onShare={share}
      />
      {narrow ? (
        <Drawer
          opened={settings}
          onClose={() => setSettings(false)}
          title="Settings"
          size={400}
          padding={0}
          classNames={{ header: classes.sheetHead ?? '' }}
        >
          <Settings />
        </Drawer>
      ) : (
        <aside className={classes.settings} aria-label="Settings">
          <Settings />
        </aside>
      )}
      {view === 'sweep' ? (
        <Suspense fallback={<main className={classes.main} />}>
          <Sweep asideClass={classes.sample ?? ''} />
        </Suspense>
      ) : (
        <>
          <Centre />
          <Sample />
        </>
      )}
      <Runs onCompare={compare} />
      <Announcer />
      <CompareDrawer opened={comparing} onClose={() => setComparing(false)} />
      <HelpModal opened={help} onClose={() => setHelp(false)} />
      <StopModal opened={stopping} onClose={() => setStopping(false)} />
      <LinkModal address={link} onClose={() => setLink(null)} />
    </div>
  );
}
