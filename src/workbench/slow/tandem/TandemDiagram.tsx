/**
 * Draws one tandem step: what arrives, both branches of the coupled layer with the weights they
 * share, the layers behind and the loss; forward paths, and the way of the gradient back.
 */
import type { TandemMoment } from '../../../runs/inspection/simulation.ts';
import { figure, whole } from '../../shared/format.ts';
import { Flow } from '../diagram/Flow.tsx';
import { Tile } from '../diagram/Tile.tsx';
import { sumOf } from '../film/against.ts';
import classes from '../slow.module.css';
import { layoutOf } from './layout.ts';
import { changedCounts } from './tandem-words.ts';

interface TandemDiagramProps {
  /** 1 to 6, as in tandem-words.ts. */
  readonly phase: number;
  /** In pixels. */
  readonly width: number;
  readonly step: TandemMoment;
  /** Whether the coupled layer is the first one, which gets the image. */
  readonly first: boolean;
}

export function TandemDiagram({ phase, width, step, first }: TandemDiagramProps) {
  const { boxes, paths, height } = layoutOf(width);
  const { layer, behind, counts, activations, arrived, loss, lossAfter } = step;
  const stepped = phase >= 6;
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className={classes.svg}>
      <title>{`Phase ${phase}`}</title>
      <Flow
        d={paths.arrivingToSpiking}
        kind={first ? 'ann' : 'spike'}
        hidden={phase < 1}
        moves={phase === 1 || phase === 2}
      />
      <Flow
        d={paths.arrivingToAnalog}
        kind={first ? 'ann' : 'spike'}
        hidden={phase < 3}
        moves={phase === 3}
      />
      <Flow d={paths.spikingToBehind} kind="spike" hidden={phase < 4} moves={phase === 4} />
      <Flow d={paths.behindToLoss} kind="ann" hidden={phase < 4} moves={phase === 4} />
      <Flow d={paths.lossToBehind} kind="bad" hidden={phase < 5} moves={phase === 5} />
      <Flow d={paths.behindToAnalog} kind="bad" hidden={phase < 5} moves={phase === 5} />
      <Flow d={paths.analogToWeights} kind="bad" hidden={phase < 5} moves={phase === 5} />
      <Flow d={paths.weightsToSpiking} kind="tandem" hidden={phase < 6} moves={phase === 6} />
      <Tile
        place={boxes.arriving}
        kind={first ? 'plain' : 'spike'}
        title={first ? 'image' : 'arriving'}
        line={first ? 'as it is' : `${whole(arrived)} spikes`}
        active={phase === 1}
      />
      <Tile
        place={boxes.spiking}
        kind="spike"
        title={`${layer}, spiking`}
        line={`${whole(sumOf(stepped ? step.countsAfter : counts))} spikes`}
        {...(stepped ? { second: `counts changed: ${whole(changedCounts(step))}` } : {})}
        active={phase === 2 || phase === 6}
        faint={phase < 2}
      />
      <Tile
        place={boxes.weights}
        kind="tandem"
        title="shared weights"
        line={
          stepped
            ? `moved by ≤ ${figure(step.largestMove)}`
            : phase === 5
              ? `‖∂L/∂W‖ ${figure(step.weightGradient)}`
              : whole(step.weights)
        }
        active={phase >= 5}
        faint={phase < 2}
      />
      <Tile
        place={boxes.analog}
        kind="ann"
        title={`${layer}, analog`}
        line={`Σ ${figure(sumOf(activations))}`}
        {...(phase >= 5 ? { second: `‖∂L/∂c‖ ${figure(step.countGradient)}` } : {})}
        active={phase === 3 || phase === 5}
        faint={phase < 3}
      />
      <Tile
        place={boxes.behind}
        kind="ann"
        title={behind.length === 1 ? behind[0]! : `${behind.length} layers`}
        line="analog"
        active={phase === 4 || phase === 5}
        faint={phase < 4}
      />
      <Tile
        place={boxes.loss}
        kind="plain"
        title="loss"
        line={phase < 4 ? '…' : figure(stepped ? lossAfter : loss)}
        {...(stepped ? { second: `was ${figure(loss)}` } : {})}
        active={phase === 4 || phase === 6}
        faint={phase < 4}
      />
    </svg>
  );
}
