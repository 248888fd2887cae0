/** The link is the state: settings go into the address as they change, and come out of it when the page opens. */
import { decodeLink, encodeLink } from '../../runs/link.ts';
import { specProblems } from './problems.ts';
import { useWorkbench } from './store.ts';

/** Typing and dragging should not rewrite the address at every step. */
const delay = 300;

/** The address of the settings as they stand, to be shared. */
export function shareAddress(): string {
  const address = new URL(location.href);
  address.hash = encodeLink(useWorkbench.getState().spec);
  return address.href;
}

function readAddress(): void {
  const { spec, problems } = decodeLink(location.hash);
  useWorkbench.setState({ spec, linkProblems: problems, unfinished: {} });
}

function writeAddress(): void {
  const state = useWorkbench.getState();
  // Settings that contradict each other are not a link worth keeping; the last good one stands.
  if (specProblems(state).length > 0) return;
  const hash = encodeLink(state.spec);
  if (hash !== location.hash) history.replaceState(history.state, '', hash);
}

/** Ties the settings and the address together for as long as the page lives. */
export function tieAddress(): void {
  readAddress();
  addEventListener('hashchange', readAddress);
  let timer: ReturnType<typeof setTimeout> | undefined;
  useWorkbench.subscribe((state, before) => {
    if (state.spec === before.spec) return;
    clearTimeout(timer);
    timer = setTimeout(writeAddress, delay);
  });
}

export function dismissLinkProblems(): void {
  useWorkbench.setState({ linkProblems: [] });
}
