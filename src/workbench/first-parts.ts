/**
 * The parts of the first view that come with the page, but behind it: what stands around them is
 * drawn first. Most stand in a boundary of the page, which tries them again with another run.
 */
import { lazyPart, lazyWithin } from './shared/boundary/lazy-part.tsx';

export const SettingsPanel = lazyWithin(
  'The settings',
  async () => (await import('./settings/SettingsPanel.tsx')).SettingsPanel,
);

export const ProgressCard = lazyWithin(
  'The chart',
  async () => (await import('./progress/ProgressCard.tsx')).ProgressCard,
);

export const RunsBar = lazyWithin(
  'The list of runs',
  async () => (await import('./runs/RunsBar.tsx')).RunsBar,
);

export const DataNotices = lazyPart(
  'The notice of what is missing',
  async () => (await import('./data/DataNotices.tsx')).DataNotices,
);

export const DropTarget = lazyPart(
  'The place for dropped files',
  async () => (await import('./data/DropTarget.tsx')).DropTarget,
);

export const StagePanel = lazyWithin(
  'The panel of the selected layer',
  async () => (await import('./panels/StagePanel.tsx')).StagePanel,
);

export const SamplePanel = lazyWithin(
  'The panel of one example',
  async () => (await import('./panels/SamplePanel.tsx')).SamplePanel,
);
