/** Shows one setting with the control that suits it. */
import { type FieldName, fields } from '../../runs/spec/fields.ts';
import { isOfOtherSpikes } from '../../runs/spec/methods/unused-settings.ts';
import { EditButton } from '../network/EditButton.tsx';
import { fieldMessage } from '../store/problems.ts';
import { useWorkbench } from '../store/store.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import { DatasetControl } from './DatasetControl.tsx';
import { LimitControl } from './LimitControl.tsx';
import { MethodControl } from './MethodControl.tsx';
import { ModelControl } from './ModelControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { learningRateStops, patienceStops } from './numbers.ts';
import { PercentileControl } from './PercentileControl.tsx';
import { ReadoutControl } from './ReadoutControl.tsx';
import { StopSlider } from './StopSlider.tsx';
import { SwitchControl } from './SwitchControl.tsx';
import { TextControl } from './TextControl.tsx';
import { TimeStepsControl } from './TimeStepsControl.tsx';

const sliders: Partial<Record<FieldName, { stops: readonly number[]; marked: readonly number[] }>> = {
  patience: { stops: patienceStops, marked: [1, 2, 3, 5, 10, 20] },
  learningRate: { stops: learningRateStops, marked: [1e-6, 1e-5, 1e-4, 1e-3, 1e-2] },
};

export function Setting({ name }: { name: FieldName }) {
  const value = useWorkbench((state) => state.spec[name]);
  const message = useWorkbench((state) => fieldMessage(state, name));
  const fitted = useWorkbench(({ spec }) => spec.thresholdRule === 'leastSquares');
  const other = useWorkbench(({ spec }) => isOfOtherSpikes(name, spec));
  const slider = sliders[name];

  if (name === 'dataset') return <DatasetControl value={value as string} message={message} />;
  if (name === 'model') return <ModelControl value={value as string} message={message} />;
  if (name === 'method') return <MethodControl value={value as string} message={message} />;
  if (name === 'timeSteps') return <TimeStepsControl value={value as number} message={message} />;
  if (other || (name === 'percentile' && fitted)) return null;
  if (name === 'percentile') return <PercentileControl value={value as number} message={message} />;
  if (name === 'readoutStage') return <ReadoutControl message={message} />;
  if (slider) return <StopSlider name={name} value={value as number} message={message} {...slider} />;
  switch (fields[name].kind) {
    case 'choice':
      return <ChoiceControl name={name} value={value as string} message={message} />;
    case 'switch':
      return <SwitchControl name={name} value={value as boolean} message={message} />;
    case 'text':
      return (
        <TextControl
          name={name}
          value={value as string}
          message={message}
          aside={name === 'network' && <EditButton />}
        />
      );
    case 'limit':
      return <LimitControl name={name} value={value as number | 'none'} message={message} />;
    case 'integer':
    case 'number':
      return <NumberControl name={name} value={value as number} message={message} />;
  }
}
