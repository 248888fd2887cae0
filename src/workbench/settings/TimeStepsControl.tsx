/** Edits the window: its slider goes as far as the method allows. */
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { fields } from '../../runs/spec/fields.ts';
import { latencyWords, windowedRun } from '../../runs/spec/latency.ts';
import { useSpec } from '../store/settings.ts';
import { StopSlider } from './StopSlider.tsx';
import { windowMarks, windowStops } from './window-stops.ts';

export function TimeStepsControl({ value, message }: { value: number; message: string | null }) {
  const spec = useSpec();
  const stops = windowStops(spec);
  const hidden = hiddenLayers(spec.network);
  const latency = hidden === null ? null : latencyWords(windowedRun(spec, hidden));
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

/** Returns the number of hidden layers, or null while the network in the form cannot be read. */
function hiddenLayers(network: string): number | null {
  try {
    return toLayers(parseNotation(network)).length - 1;
  } catch {
    return null;
  }
}
