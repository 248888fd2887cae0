/** Says in words why a part of the page broke. */
import { MissingPartError } from './missing-part.ts';

/** Names of the errors that come of a page whose nodes somebody else has moved. */
const movedNodes: ReadonlySet<string> = new Set(['NotFoundError', 'HierarchyRequestError']);

export function brokenWords(part: string, error: unknown): string {
  if (error instanceof MissingPartError) return error.message;
  if (error instanceof Error && movedNodes.has(error.name))
    return `${part} was changed from outside, perhaps by a translation or an extension of the browser.`;
  const message = error instanceof Error ? error.message : String(error);
  return `${part} broke: ${message.replace(/\.$/, '')}.`;
}
