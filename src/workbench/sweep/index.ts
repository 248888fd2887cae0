/** The parts of the sweep that are loaded when the page first shows one. */
export { SweepBar } from './SweepBar.tsx';
export { SweepView } from './SweepView.tsx';
