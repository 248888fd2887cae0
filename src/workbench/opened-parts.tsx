/** The parts that are loaded when they are first opened. */
import classes from './app.module.css';
import { lazyPart } from './shared/boundary/lazy-part.tsx';

/** Loaded lazily, since many visitors never open it. */
export const Sweep = lazyPart(
  'The page of sweeps',
  async () => (await import('./sweep/index.ts')).SweepView,
  {
    waiting: <main className={classes.main} />,
    place: classes.mainPlace,
  },
);

export const SweepBar = lazyPart(
  'The bar of the sweep',
  async () => (await import('./sweep/index.ts')).SweepBar,
  {
    waiting: <div className={classes.barWaits} />,
    compact: true,
  },
);

export const Editor = lazyPart(
  'The network editor',
  async () => (await import('./network/index.ts')).NetworkEditor,
);

/** Loaded at the first look at it: it knows every format. */
export const DataDialog = lazyPart(
  'The dialog of your data',
  async () => (await import('./data/index.ts')).DataModal,
);

export const Help = lazyPart('The help', async () => (await import('./topbar/HelpModal.tsx')).HelpModal);

export const CompareDrawer = lazyPart(
  'The comparison',
  async () => (await import('./compare/CompareDrawer.tsx')).CompareDrawer,
);

export const StopModal = lazyPart(
  'The question before a stop',
  async () => (await import('./topbar/StopModal.tsx')).StopModal,
);

export const LinkModal = lazyPart('The link', async () => (await import('./topbar/LinkModal.tsx')).LinkModal);

export const SettingsDrawer = lazyPart(
  'The settings',
  async () => (await import('./panels/SettingsDrawer.tsx')).SettingsDrawer,
);

export const Neuron = lazyPart(
  'The figure of one neuron',
  async () => (await import('./neuron/index.ts')).NeuronModal,
);

export const Share = lazyPart(
  'The dialog to share',
  async () => (await import('./topbar/sharing/ShareModal.tsx')).ShareModal,
);

export const NeuronCard = lazyPart(
  'The figure of one neuron',
  async () => (await import('./neuron/index.ts')).NeuronCard,
);

export const Lessons = lazyPart('The lesson', async () => (await import('./lessons/index.ts')).LessonsPanel);
