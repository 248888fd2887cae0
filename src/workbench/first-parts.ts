/**
 * The parts of the first view that come with the page, but behind it: what stands around them is
 * drawn first.
 */
import classes from './app.module.css';
import { lazyPart } from './shared/boundary/lazy-part.tsx';

export const SettingsPanel = lazyPart(
  'The settings',
  async () => (await import('./settings/SettingsPanel.tsx')).SettingsPanel,
);

export const ProgressCard = lazyPart(
  'The chart',
  async () => (await import('./progress/ProgressCard.tsx')).ProgressCard,
);

export const RunsBar = lazyPart(
  'The list of runs',
  async () => (await import('./runs/RunsBar.tsx')).RunsBar,
  {
    compact: true,
    place: classes.runsPlace,
  },
);

export const DataNotices = lazyPart(
  'The notice of what is missing',
  async () => (await import('./data/DataNotices.tsx')).DataNotices,
);

export const DropTarget = lazyPart(
  'The place for dropped files',
  async () => (await import('./data/DropTarget.tsx')).DropTarget,
);

export const StagePanel = lazyPart(
  'The panel of the selected layer',
  async () => (await import('./panels/StagePanel.tsx')).StagePanel,
);

export const SamplePanel = lazyPart(
  'The panel of one example',
  async () => (await import('./panels/SamplePanel.tsx')).SamplePanel,
);
