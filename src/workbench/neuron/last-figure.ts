/** The neuron as the figure shows it, for parts of the page that speak of it. */
import { create } from 'zustand';
import type { FigureAnswer, FigureSettings } from './figure.ts';

export interface ShownFigure {
  readonly settings: FigureSettings;
  readonly answer: FigureAnswer;
}

/** The figure as it was shown last; null until it has been opened. */
export const useLastFigure = create<{ readonly figure: ShownFigure | null }>()(() => ({ figure: null }));

export function noteFigure(figure: ShownFigure): void {
  useLastFigure.setState({ figure });
}
