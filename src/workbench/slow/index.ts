/** The way into slow motion, loaded when it is first opened. */
export { SlowModal } from './SlowModal.tsx';
