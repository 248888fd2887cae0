/** Shows other mixtures: one with the visitor's own voice, and many of the test. */
import type { VoicesAnswer } from '../../../runs/inspection/simulation.ts';
import type { ExamplesProps } from '../task-views.ts';
import { ExampleScores } from './ExampleScores.tsx';
import { RecordYourself } from './microphone/RecordYourself.tsx';

export function SeparationExamples(props: ExamplesProps<VoicesAnswer>) {
  return (
    <>
      <RecordYourself {...props} />
      <ExampleScores {...props} />
    </>
  );
}
