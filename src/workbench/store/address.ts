/**
 * Keeps the link and the state alike: settings are written into the address as they change, and
 * read from it when the page opens.
 */

import { findDataset } from '../../datasets/index.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { modelShelf } from '../../exchange/own-models.ts';
import { decodeLink, encodeLink, encodeSweepLink, maxLinkLength } from '../../runs/link/link.ts';
import { plainView, type ViewPart, withView } from '../../runs/link/view-part.ts';
import { checkDraft, draftOf } from './draft.ts';
import { specProblems } from './problems.ts';
import { showLinked } from './runs.ts';
import type { WorkbenchState } from './state.ts';
import { useWorkbench } from './store.ts';
import { withoutUnused } from './switch-method.ts';
import { openView } from './view/view-part.ts';

/** Milliseconds to wait, since typing and dragging should not rewrite the address at every step. */
const delay = 300;

/**
 * Returns the hash of the settings, or of the sweep if the page shows one that can run; a view that
 * would make it too long is left out.
 */
function hashOf(
  { view, spec, sweepDraft }: Pick<WorkbenchState, 'view' | 'spec' | 'sweepDraft'>,
  viewPart: ViewPart,
): string {
  const sweep = view === 'sweep' ? checkDraft(spec, sweepDraft).sweep : null;
  const ofSweep = sweep && encodeSweepLink(sweep);
  const hash = ofSweep && ofSweep.length <= maxLinkLength ? ofSweep : encodeLink(spec);
  const viewed = withView(hash, viewPart);
  return viewed.length <= maxLinkLength ? viewed : hash;
}

/**
 * Returns the address of the settings as they stand, to be shared, and with it how the page is to
 * show them.
 */
export function shareAddress(viewPart: ViewPart = plainView): string {
  const address = new URL(location.href);
  address.hash = hashOf(useWorkbench.getState(), viewPart);
  return address.href;
}

/** The hash as it was last read or written. */
let known = '';

function readAddress(): void {
  known = location.hash;
  const { spec: decoded, sweep, engine, file, modelSource, view, problems } = decodeLink(known);
  if (file && !findDataset(decoded.dataset)) datasetShelf.note(decoded.dataset, file);
  if (modelSource && !modelShelf.find(decoded.model)) modelShelf.note(decoded.model, modelSource);
  // A sweep may vary the method, and then its base holds settings that only some of its cells use.
  const spec = sweep ? decoded : withoutUnused(decoded);
  useWorkbench.setState((state) => ({
    spec,
    link: known === '' ? null : spec,
    aside: {},
    linkProblems: problems,
    linkEngine: engine,
    unfinished: {},
    // A grid that cannot be used still opens the sweep, since that is where it can be mended.
    view: sweep || problems.some(({ key }) => key === 'grid') ? 'sweep' : 'run',
    sweepDraft: sweep ? draftOf(sweep) : state.sweepDraft,
    ...openView(view)(state),
  }));
}

function writeAddress(): void {
  const state = useWorkbench.getState();
  // Settings that contradict each other are not worth a link, so the last good one stands.
  if (specProblems(state).length > 0) return;
  // Another link has just been put into the address: it is about to be read, and must not be
  // overwritten.
  if (location.hash !== known) return;
  const hash = hashOf(state, state.viewPart);
  if (hash === known) return;
  history.replaceState(history.state, '', hash);
  // The browser may escape more of it than we do.
  known = location.hash;
}

/** Ties the settings and the address together for as long as the page lives. */
export function tieAddress(): void {
  readAddress();
  addEventListener('hashchange', () => {
    readAddress();
    void showLinked();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  useWorkbench.subscribe((state, before) => {
    if (
      state.spec === before.spec &&
      state.view === before.view &&
      state.sweepDraft === before.sweepDraft &&
      state.viewPart === before.viewPart &&
      // The link names the files of imported data and networks.
      state.ownSets === before.ownSets &&
      state.ownModels === before.ownModels
    )
      return;
    clearTimeout(timer);
    timer = setTimeout(writeAddress, delay);
  });
}

export function dismissLinkProblems(): void {
  useWorkbench.setState({ linkProblems: [] });
}
