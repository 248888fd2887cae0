/** Loads the dialog in one piece, when it is first opened. */
export { DataModal } from './DataModal.tsx';
