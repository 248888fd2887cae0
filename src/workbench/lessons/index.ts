/** What the page loads when the lessons are first opened. */
export { LessonsPanel } from './panel/LessonsPanel.tsx';
