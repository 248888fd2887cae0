import type { RunReport } from '../records/report.ts';

/** Returns a report without times and without the machine. */
export function timeless({
  environment: _,
  startedAt: __,
  seconds: ___,
  resumed: ____,
  spec,
  ...report
}: RunReport) {
  const { workers: _____, ...settings } = spec;
  const untimed = <T extends { readonly seconds: number }>({ seconds: ______, ...rest }: T) => rest;
  const { snn } = report;
  return {
    ...report,
    spec: settings,
    stages: report.stages.map(untimed),
    epochs: report.epochs.map(untimed),
    snn: snn && { ...snn, testSeconds: 0 },
  };
}
