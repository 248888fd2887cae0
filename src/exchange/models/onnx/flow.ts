/** What flows along the edges of an ONNX graph. */
import type { ModelShape } from '../description.ts';

/** The order of the axes of an image as the graph has it at this point. */
export type Layout = 'channelsFirst' | 'channelsLast';

/** What flows along an edge: the output of a described node. */
export interface Flow {
  /** Index of the node; −1 is the input. */
  readonly node: number;
  /** The shape, channels last; null behind a node that is refused. */
  readonly shape: ModelShape | null;
  readonly layout: Layout;
}
