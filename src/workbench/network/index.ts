/** The part of the page that is loaded when a network is first edited. */
export { NetworkEditor } from './NetworkEditor.tsx';
