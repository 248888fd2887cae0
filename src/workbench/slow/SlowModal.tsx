/**
 * The dialog of slow motion: one image step by step, the moment at which a layer is converted, and
 * one tandem step.
 */
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { SampleInspection } from '../../runs/inspection/simulation.ts';
import type { SlowMotionProps } from '../inspect/sample/SampleInspector.tsx';
import { Empty } from '../shared/Empty.tsx';
import shared from '../shared/inspect.module.css';
import { Segmented } from '../shared/Segmented.tsx';
import { ConversionView } from './conversion/ConversionView.tsx';
import { FilmView } from './film/FilmView.tsx';
import { closeSlowMotion } from './opened.ts';
import classes from './slow.module.css';
import { TandemView } from './tandem/TandemView.tsx';

type View = 'image' | 'conversion' | 'tandem';

const views: readonly { readonly value: View; readonly label: string }[] = [
  { value: 'image', label: 'One image' },
  { value: 'conversion', label: 'A layer converts' },
  { value: 'tandem', label: 'One tandem step' },
];

export function SlowModal({ inspection, whose, layerName, onSelectLayer }: SlowMotionProps) {
  const narrow = useMediaQuery('(width <= 900px)', false, { getInitialValueInEffect: false });
  const [view, setView] = useState<View>('image');
  return (
    <Modal
      opened
      onClose={closeSlowMotion}
      title="Slow motion"
      size={1240}
      fullScreen={narrow}
      classNames={{ body: classes.body ?? '' }}
    >
      <div className={classes.head}>
        <Segmented label="What is played" value={view} options={views} onChange={setView} />
        <p className={shared.whose}>
          {whose}
          {inspection ? `; ${imageWords(inspection)}` : null}
        </p>
      </div>
      {inspection?.answer.kind === 'voices' ? (
        <Empty title="Slow motion plays pictures">
          A mixture of voices has thousands of frames and no picture. The raster shows its spikes, and the
          voices can be heard after each number of steps.
        </Empty>
      ) : inspection ? (
        <Shown view={view} inspection={inspection} layerName={layerName} onSelectLayer={onSelectLayer} />
      ) : (
        <Empty title="Nothing to play yet">
          Once an image has gone through a network, slow motion plays it here step by step.
        </Empty>
      )}
    </Modal>
  );
}

interface ShownProps extends Omit<SlowMotionProps, 'whose'> {
  readonly view: View;
  readonly inspection: SampleInspection;
}

function Shown({ view, ...props }: ShownProps) {
  switch (view) {
    case 'image':
      return <FilmView {...props} />;
    case 'conversion':
      return <ConversionView {...props} />;
    case 'tandem':
      return <TandemView {...props} />;
  }
}

function imageWords({ index, answer }: SampleInspection): string {
  if (index === null) return 'your drawing';
  const label = answer.kind === 'class' && answer.label !== null ? answer.classNames[answer.label] : null;
  return `test image ${index}${label === null || label === undefined ? '' : ` (${label})`}`;
}
