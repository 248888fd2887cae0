/** Writes the references of a run as BibTeX: the software and the paper of progressive learning. */
import type { RunReport } from '../report.ts';
import { softwareVersion } from '../version.ts';
import { paperTitle, paperUrl } from './reference.ts';

const paper = `@article{wu2020progressive,
  title = {${paperTitle}},
  author = {Wu, Jibin and Xu, Chenglin and Zhou, Daquan and Li, Haizhou and Tan, Kay Chen},
  journal = {arXiv preprint arXiv:2007.01204},
  year = {2020},
  url = {${paperUrl}}
}
`;

/** Returns the entries, with an empty line between them. Ends in `\n`. */
export function bibtex({ engine, startedAt }: Pick<RunReport, 'engine' | 'startedAt'>): string {
  const software = `@software{spikewise,
  title = {Spikewise},
  author = {{Spikewise authors}},
  version = {${softwareVersion}},
  year = {${startedAt.slice(0, 4)}},
  note = {Engine revision ${engine}}
}
`;
  return `${software}\n${paper}`;
}
