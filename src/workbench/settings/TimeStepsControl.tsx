/** Edits the window: its slider goes as far as the method allows. */
import { useSpec } from '../store/settings.ts';
import { StopSlider } from './StopSlider.tsx';
import { windowMarks, windowStops } from './window-stops.ts';

export function TimeStepsControl({ value, message }: { value: number; message: string | null }) {
  const stops = windowStops(useSpec());
  return (
    <StopSlider name="timeSteps" value={value} message={message} stops={stops} marked={windowMarks(stops)} />
  );
}
