/** What a separator does inside with a mixture: its masks, and its layers' spikes along the sound. */
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
