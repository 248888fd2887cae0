/** Shows what a separator does with a mixture: its masks, and its layers' spikes over time. */
import type { VoicesAnswer } from '../../../../runs/inspection/simulation.ts';
import type { InsideProps } from '../../task-views.ts';
import { LayerOverTime } from './LayerOverTime.tsx';
import { MaskMaps } from './MaskMaps.tsx';

export function SeparationInside({ inspection }: InsideProps<VoicesAnswer>) {
  const { answer, layers, timeSteps } = inspection;
  const { masks, mixture, rate } = answer;
  return (
    <>
      <MaskMaps masks={masks} seconds={mixture.length / rate} />
      <LayerOverTime layers={layers} timeSteps={timeSteps} mixture={mixture} rate={rate} />
    </>
  );
}
