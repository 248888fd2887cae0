/** The page: one screen of panels around the strip of layers, or one column of them on a phone. */
import { useMantineColorScheme } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { memo, useCallback, useState } from 'react';
import type { HideablePart } from '../runs/link/view-part.ts';
import { Announcer } from './Announcer.tsx';
import classes from './app.module.css';
import { useProjector } from './classroom/use-projector.ts';
import {
  DataNotices,
  DropTarget,
  ProgressCard,
  RunsBar,
  SamplePanel,
  SettingsPanel,
  StagePanel,
} from './first-parts.ts';
import { toggleLessons, useEntry } from './lessons/entry.ts';
import { LessonOffer } from './lessons/offer/LessonOffer.tsx';
import { useLinkedLesson } from './lessons/offer/use-linked-lesson.ts';
import { useEditor } from './network/editor.ts';
import {
  CompareDrawer,
  DataDialog,
  Editor,
  Help,
  Lessons,
  LinkModal,
  Neuron,
  NeuronCard,
  SettingsDrawer,
  Share,
  StopModal,
  Sweep,
  SweepBar,
} from './opened-parts.tsx';
import { ApartNotice } from './panels/ApartNotice.tsx';
import { ClassNote } from './panels/ClassNote.tsx';
import { Intro } from './panels/Intro.tsx';
import { LinkProblems } from './panels/LinkProblems.tsx';
import { SkipLink } from './SkipLink.tsx';
import { Boundary } from './shared/boundary/Boundary.tsx';
import { openSlowMotion } from './slow/opened.ts';
import { useExampleNoun } from './store/selectors.ts';
import { useWorkbench } from './store/store.ts';
import { useLocked } from './store/view/class-view.ts';
import { turnTo } from './store/view.ts';
import { Strip } from './strip/Strip.tsx';
import { sweepKeys } from './sweep/keys.ts';
import { convert, convertTo } from './topbar/convert.ts';
import { nextScheme } from './topbar/next-scheme.ts';
import { copyLink } from './topbar/share.ts';
import { partOf, type Shortcut } from './topbar/shortcuts.ts';
import { TopBar } from './topbar/TopBar.tsx';
import { useShortcuts } from './topbar/use-shortcuts.ts';

// Memoised, so that opening a dialog does not draw the panels again.
const Settings = memo(() => (
  <Boundary part="The settings">
    <SettingsPanel />
  </Boundary>
));

const Runs = memo(({ onCompare }: { readonly onCompare: () => void }) => (
  <Boundary part="The list of runs" compact place={classes.runsPlace}>
    <RunsBar onCompare={onCompare} />
  </Boundary>
));

interface IntroWays {
  readonly onNeuron: (() => void) | null;
  readonly onWords: () => void;
}

const offer = <LessonOffer />;

/** Each part of the centre breaks alone, and is tried again when another run is shown. */
const Centre = memo(({ onNeuron, onWords }: IntroWays) => {
  const figure = useEntry((state) => state.figure);
  const run = useWorkbench((state) => state.shown?.id ?? null);
  const hidden = useWorkbench(({ viewPart }) => viewPart.hide);
  const has = (part: HideablePart) => !hidden.includes(part);
  return (
    <main className={classes.main}>
      {has('intro') && <Intro onNeuron={onNeuron} onWords={onWords} offer={offer} />}
      <Boundary part="The strip of layers" compact resetOn={run}>
        {has('strip') && <Strip />}
        <ApartNotice />
      </Boundary>
      <div className={classes.cards}>
        <LinkProblems />
        <DataNotices />
        {figure && has('neuron') && <NeuronCard />}
        {has('progress') && (
          <Boundary part="The chart" resetOn={run}>
            <ProgressCard />
          </Boundary>
        )}
        {has('inspect') && (
          <Boundary part="The panel of the selected layer" resetOn={run}>
            <StagePanel />
          </Boundary>
        )}
      </div>
    </main>
  );
});

const Sample = memo(() => {
  const run = useWorkbench((state) => state.shown?.id ?? null);
  const noun = useExampleNoun();
  return (
    <aside className={classes.sample} aria-label={`One ${noun}, inside`}>
      <Boundary part={`The panel of one ${noun}`} resetOn={run}>
        <SamplePanel />
      </Boundary>
    </aside>
  );
});

const Lesson = memo(() => (
  <aside className={classes.lesson} aria-label="Lesson">
    <Lessons />
  </aside>
));

const YourData = memo(() => {
  const [wanted, setWanted] = useState(false);
  const opened = useWorkbench((state) => state.dataOpen);
  if (opened && !wanted) setWanted(true);
  return wanted ? <DataDialog /> : null;
});

const centre: readonly HideablePart[] = ['strip', 'progress', 'inspect'];

/** Returns the places of the grid that nothing stands in, for the style sheet. */
function emptyPlaces(hidden: readonly HideablePart[], view: 'run' | 'sweep'): string | undefined {
  const places = hidden.filter((part) => part === 'settings' || part === 'runs');
  // A sweep has its form where a run has one image.
  const ofRun = view === 'run' && hidden.includes('sample') ? ['sample'] : [];
  const ofCentre = view === 'run' && centre.every((part) => hidden.includes(part)) ? ['centre'] : [];
  return [...places, ...ofRun, ...ofCentre].join(' ') || undefined;
}

export function App() {
  const view = useWorkbench((state) => state.view);
  const small = useMediaQuery('screen and (width <= 1200px)', false, { getInitialValueInEffect: false });
  // On paper there is no drawer.
  const narrow = useProjector() || small;
  const editing = useEditor((state) => state.editing !== null);
  const [settings, setSettings] = useState<boolean | null>(null);
  const [help, setHelp] = useState<boolean | null>(null);
  const [neuron, setNeuron] = useState<boolean | null>(null);
  const [sharing, setSharing] = useState<boolean | null>(null);
  const [stopping, setStopping] = useState<boolean | null>(null);
  const [comparing, setComparing] = useState<boolean | null>(null);
  const [link, setLink] = useState('');
  const [linking, setLinking] = useState<boolean | null>(null);
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  const compare = useCallback(() => setComparing(true), []);
  const openNeuron = useCallback(() => setNeuron(true), []);
  const openHelp = useCallback(() => setHelp(true), []);
  const share = () =>
    void copyLink().then((address) => {
      if (address === null) return;
      setLink(address);
      setLinking(true);
    });
  const actions: Record<Shortcut, () => void> = {
    runOrPause: view === 'sweep' ? () => sweepKeys()?.runOrPause() : convert,
    epoch: () => view === 'run' && convertTo('epoch'),
    stage: () => view === 'run' && convertTo('stage'),
    stop: () => (view === 'sweep' ? sweepKeys()?.stop() : setStopping(useWorkbench.getState().live !== null)),
    sweep: () => turnTo(view === 'sweep' ? 'run' : 'sweep'),
    neuron: openNeuron,
    slowMotion: () => view === 'run' && openSlowMotion(),
    share,
    lessons: toggleLessons,
    theme: () => setColorScheme(nextScheme(colorScheme)),
    help: openHelp,
  };
  const lesson = useEntry((state) => state.open);
  useLinkedLesson();
  const locked = useLocked();
  const hidden = useWorkbench(({ viewPart }) => viewPart.hide);
  const has = (part: HideablePart) => !hidden.includes(part);
  useShortcuts((shortcut) => {
    const part = partOf[shortcut];
    if (!part || has(part)) actions[shortcut]();
  });

  return (
    <div className={classes.page} data-lesson={lesson || undefined} data-hides={emptyPlaces(hidden, view)}>
      <SkipLink />
      <Boundary part="The bar at the top" compact place={classes.barPlace}>
        <TopBar
          sweep={<SweepBar />}
          onSettings={() => setSettings(true)}
          onNeuron={openNeuron}
          onLessons={toggleLessons}
          onHelp={openHelp}
          onShare={share}
          onMoreShare={() => setSharing(true)}
        />
      </Boundary>
      <ClassNote />
      {!has('settings') ? null : narrow ? (
        settings !== null && (
          <SettingsDrawer
            // Beneath the editor it would take the Escape that is meant for that.
            opened={settings && !editing}
            onClose={() => setSettings(false)}
          >
            <Settings />
          </SettingsDrawer>
        )
      ) : (
        <aside
          className={classes.settings}
          aria-label="Settings"
          // Nothing in it takes the focus then, and what scrolls must be reachable by keys.
          tabIndex={locked ? 0 : undefined}
        >
          <Settings />
        </aside>
      )}
      {lesson && <Lesson />}
      {view === 'sweep' ? (
        <Sweep asideClass={classes.sample ?? ''} />
      ) : (
        <>
          <Centre onNeuron={has('neuron') ? openNeuron : null} onWords={openHelp} />
          {has('sample') && <Sample />}
          <DropTarget />
        </>
      )}
      {has('runs') && <Runs onCompare={compare} />}
      <Announcer />
      <Boundary part="The dialog">
        {comparing !== null && <CompareDrawer opened={comparing} onClose={() => setComparing(false)} />}
        {help !== null && <Help opened={help} onClose={() => setHelp(false)} />}
        {neuron !== null && <Neuron opened={neuron} onClose={() => setNeuron(false)} />}
        {sharing !== null && <Share opened={sharing} onClose={() => setSharing(false)} />}
        {stopping !== null && <StopModal opened={stopping} onClose={() => setStopping(false)} />}
        {editing && <Editor />}
        <YourData />
        {linking !== null && <LinkModal opened={linking} address={link} onClose={() => setLinking(false)} />}
      </Boundary>
    </div>
  );
}
