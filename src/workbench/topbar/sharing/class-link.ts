/** What Share makes of the choices for a class: the view of a link, and the HTML of a frame. */
import type { HideablePart, ViewPart } from '../../../runs/link/view-part.ts';
import { plainView } from '../../../runs/link/view-part.ts';
import type { Proof } from '../../../runs/proof/proof.ts';

export interface ClassChoices {
  /** Whether the link opens the tab, layer and image on screen. */
  readonly asShown: boolean;
  /** Whether it opens the lesson at the step that is open. */
  readonly atStep: boolean;
  readonly hide: readonly HideablePart[];
  readonly lock: boolean;
  readonly projector: boolean;
  /** What the run on screen came to, where the link is to carry it. */
  readonly proof: Proof | null;
}

/** Returns the view of the link; `open` is the view of the address, `shown` what is on screen. */
export function chosenView(choices: ClassChoices, shown: ViewPart, open: ViewPart): ViewPart {
  const { asShown, atStep, ...others } = choices;
  const { lesson, step } = atStep ? open : plainView;
  return { ...(asShown ? shown : plainView), lesson, step, ...others };
}

/** Returns the view of a frame: of it all, a frame shows the tab of the chart and the layer. */
export function framedView({ progressTab, layer, lock }: ViewPart): ViewPart {
  return { ...plainView, progressTab, layer, lock, embed: true };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

const escaped = (text: string) => text.replace(/[&"<>]/g, (sign) => escapes[sign]!);

/** Returns the HTML of a frame with the page at an address, for another page or a notebook. */
export function frameSnippet(address: string, title: string): string {
  return `<iframe src="${escaped(address)}" title="${escaped(title)}" width="100%" height="560" style="border: 0" loading="lazy"></iframe>`;
}
