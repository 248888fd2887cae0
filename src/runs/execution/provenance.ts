/** Says in a network file which run made it. */
import type { OpenBackend } from '../../backends/open.ts';
import { engineRevision } from '../../engine/revision.ts';
import type { Provenance } from '../../exchange/provenance.ts';
import { softwareVersion } from '../records/version.ts';
import { fieldNames, fields } from '../spec/fields.ts';
import type { Methods } from '../spec/methods/registry.ts';
import { changesRun } from '../spec/methods/unused-settings.ts';
import type { RunSpec } from '../spec/spec.ts';
import type { BuiltNetwork, LoadedExamples } from './materials.ts';

/**
 * Returns the provenance of a run's networks. Settings that change nothing in the run are left out,
 * those of the machine among them: the page and the command line, on one worker or several, write
 * the same of one experiment, apart from the run's id.
 */
export function provenanceOf(
  runId: string,
  spec: RunSpec,
  { backend }: Pick<OpenBackend, 'backend'>,
  { checkpoint }: Pick<BuiltNetwork, 'checkpoint'>,
  { name, sha256 }: Pick<LoadedExamples, 'name' | 'sha256'>,
  methods: Methods,
): Provenance {
  const used = fieldNames.filter(
    (field) => fields[field].group !== 'machine' && changesRun(field, spec, methods),
  );
  return {
    software: softwareVersion,
    engine: engineRevision,
    runId,
    seed: spec.seed,
    backend,
    spec: { preset: spec.preset, ...Object.fromEntries(used.map((field) => [field, spec[field]])) },
    checkpoint,
    data: { name, sha256 },
  };
}
