/** Edits the window: its slider goes as far as the method allows. */
import { fields } from '../../runs/spec/fields.ts';
import { latencyWords } from '../../runs/spec/methods/latency.ts';
import { useSpec } from '../store/settings.ts';
import { StopSlider } from './StopSlider.tsx';
import { windowMarks, windowStops } from './window-stops.ts';

export function TimeStepsControl({ value, message }: { value: number; message: string | null }) {
  const spec = useSpec();
  const stops = windowStops(spec);
  const latency = latencyWords(spec);
  const { help, reference } = fields.timeSteps;
  return (
    <StopSlider
      name="timeSteps"
      value={value}
      message={message}
      stops={stops}
      marked={windowMarks(stops)}
      {...(latency ? { help: { words: `${help} ${latency}`, reference } } : {})}
    />
  );
}
