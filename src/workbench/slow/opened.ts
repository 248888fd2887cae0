/** Whether slow motion is open. It belongs to the image on screen, and is opened by a key too. */
import { create } from 'zustand';

export const useSlowMotion = create<{ readonly opened: boolean }>()(() => ({ opened: false }));

export const openSlowMotion = () => useSlowMotion.setState({ opened: true });
export const closeSlowMotion = () => useSlowMotion.setState({ opened: false });
