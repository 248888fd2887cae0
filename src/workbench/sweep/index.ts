/** All of the sweep that is loaded when the page is first turned to it. */
export { SweepBar } from './SweepBar.tsx';
export { SweepView } from './SweepView.tsx';
