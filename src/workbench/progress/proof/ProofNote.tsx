/**
 * Tells of the proof that came with the link: first that it is there, and beside a finished run of
 * the link's experiment whether the same came out.
 */
import { useEffect, useState } from 'react';
import type { Verdict } from '../../../runs/proof/judge.ts';
import type { Proof } from '../../../runs/proof/proof.ts';
import type { RunReport } from '../../../runs/records/report.ts';
import { sameExperiment } from '../../../runs/spec/same-experiment.ts';
import { leadOf } from '../../../tasks/index.ts';
import { useWorkbench } from '../../store/store.ts';
import classes from '../live/notice.module.css';
import { verdictWords } from './verdict-words.ts';

export function ProofNote() {
  const proof = useWorkbench(({ viewPart }) => viewPart.proof);
  const report = useWorkbench(({ shown, link }) =>
    shown?.status === 'finished' && link && sameExperiment(shown.spec, link) ? shown.report : null,
  );
  const waiting = useWorkbench(({ shown, link, spec }) => shown === null && link !== null && spec === link);
  if (!proof) return null;
  if (report) return <Judged proof={proof} report={report} />;
  return waiting ? (
    <div className={classes.notice} role="status">
      <div>
        The link carries a proof: {proof.curve.length > 0 && 'the dashed curve and '}the figures of its
        author’s run (Spikewise {proof.software}, {proof.backend}). Run it, and the page says whether yours
        are the same.
      </div>
    </div>
  ) : null;
}

function Judged({ proof, report }: { readonly proof: Proof; readonly report: RunReport }) {
  const [verdict, setVerdict] = useState<Verdict | null | 'failed'>(null);
  useEffect(() => {
    let wanted = true;
    import('../../../runs/proof/judge.ts').then(
      ({ judge }) => wanted && setVerdict(judge(proof, report)),
      () => wanted && setVerdict('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [proof, report]);
  if (!verdict) return null;
  const words =
    verdict === 'failed'
      ? 'The proof of the link could not be compared: a part of the page is missing. Reload the page.'
      : verdictWords(verdict, leadOf(report.spec), report.spec.validationCount);
  const tone = verdict === 'failed' || verdict.is === 'differs' ? 'bad' : 'good';
  return (
    <div
      className={classes.notice}
      role="status"
      data-tone={tone}
      data-verdict={verdict === 'failed' ? undefined : verdict.is}
    >
      <div>{words}</div>
    </div>
  );
}
