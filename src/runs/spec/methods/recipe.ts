/**
 * A recipe describes a method for runs: its words, the settings it uses, what it cannot take, and
 * how it makes a spiking network of an analog one. There is one file each, listed in `registry.ts`.
 *
 * The settings table reads the recipes, and the page reads the table, so a recipe imports neither
 * the table nor tfjs. Its method is loaded by `run`, with `import()`.
 */

import type {
  ConversionData,
  ConversionListener,
  ConversionResources,
} from '../../../engine/conversion/conversion.ts';
import type { AnnNetwork } from '../../../engine/layers/ann.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';
import type { Watch } from '../../../engine/work/watch.ts';
import type { InputCoding } from '../../../networks/input-coding.ts';
import type { Layer } from '../../../networks/layer.ts';
import type { CrossProblem } from '../cross-problem.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName, Settings } from '../settings.ts';

export interface Recipe {
  /** Value of the setting `method`, in links and tables. */
  readonly id: string;
  readonly title: string;
  /** One sentence that describes the method. */
  readonly summary: string;
  /** The source of the method, as “Rueckauer 2017”. */
  readonly reference: string;
  /** Settings that affect this method, beyond those that every run uses. */
  readonly uses: readonly FieldName[];
  /** Values of settings that suit the method. The form takes them when the method is chosen. */
  readonly prefers?: Partial<Settings>;
  /**
   * The kind of stages. `layers`: a stage per hidden layer, and perhaps one for the readout;
   * `whole`: one stage for all layers at once; `none`: nothing is trained, and the listener is
   * never called.
   */
  readonly stages: 'layers' | 'whole' | 'none';
  /** The meaning of `inputCoding: auto`. */
  readonly input: InputCoding;
  /**
   * The network on which the figures of its epochs are measured, when that does not spike yet: “the
   * analog staircase”.
   */
  readonly judged?: string;
  /**
   * Returns what this method cannot take of a spec, whose single settings are valid, and of its
   * network. It is called before anything runs. A problem names the layer when a layer is the
   * reason.
   */
  problems(spec: RunSpec, layers: readonly Layer[]): readonly CrossProblem[];
  /**
   * Returns the bytes that a training step of one worker holds of values and their gradients, where
   * they are more than those of the analog network.
   */
  heldSteps?(spec: RunSpec, layers: readonly Layer[]): number;
  /**
   * Converts or trains `ann` in place and returns the spiking network. An error that `watch` throws
   * ends it; everything it allocated beyond the ANN's parameters is freed either way. Every member
   * of a crew calls it with the same arguments and gets the same network.
   */
  run(
    ann: AnnNetwork,
    data: ConversionData,
    spec: RunSpec,
    watch: Watch,
    listener: ConversionListener,
    resources: ConversionResources,
  ): Promise<SpikingNetwork>;
}
