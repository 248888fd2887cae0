/** The neuron as the figure shows it, for parts of the page that speak of it. */
import { create } from 'zustand';
import type { FigureAnswer, FigureSettings } from './figure.ts';

export interface ShownFigure {
  readonly settings: FigureSettings;
  readonly answer: FigureAnswer;
}

interface Noted {
  /** The figure as it was shown last; null until it has been opened. */
  readonly figure: ShownFigure | null;
  /** What the figure in the page was asked to show last; null where nothing was asked. */
  readonly asked: Partial<FigureSettings> | null;
}

export const useLastFigure = create<Noted>()(() => ({ figure: null, asked: null }));

export function noteFigure(figure: ShownFigure): void {
  useLastFigure.setState({ figure });
}

/** Brings the figure in the page to some settings, at once or when it is there. */
export function askFigure(asked: Partial<FigureSettings>): void {
  useLastFigure.setState({ asked: { ...asked } });
}
