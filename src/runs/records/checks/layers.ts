/** The schema of a layer in a stored run: the parts that the strip and the tables show of it. */

import { stepKinds, synapseKinds } from '../../../networks/kinds/index.ts';
import type { PartSchemas } from '../../../networks/kinds/kind.ts';
import { z } from '../../../networks/zod.ts';

/** Returns the schema of any kind in a table, as files of today have it. */
function anyOf(table: readonly { readonly schemas: PartSchemas<unknown> }[]) {
  return z.discriminatedUnion('kind', table.map(({ schemas }) => schemas[2]) as never);
}

export const layerSchema = z.looseObject({
  name: z.string().min(1),
  before: z.array(anyOf(stepKinds)),
  synapse: anyOf(synapseKinds),
  batchNorm: z.looseObject({ epsilon: z.number(), momentum: z.number() }).nullable(),
});
