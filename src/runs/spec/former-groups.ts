/**
 * Tells engines whose batches have groups from the first one, whose batches had a part for each
 * worker. Its settings are read as those of today with as many groups as workers.
 */

/** The first revision of the engine that divides batches into groups. */
const firstWithGroups = 2;

/** Returns whether an engine of this revision divided a batch by its workers. */
export function dividedByWorkers(engine: number): boolean {
  return engine < firstWithGroups;
}
