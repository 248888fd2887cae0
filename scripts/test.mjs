/**
 * Runs `npm test`: every check there is, one after the other, even after one fails; at the end it
 * prints a table, the names of the failed tests and the sums.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const reports = await mkdtemp(path.join(tmpdir(), 'spikewise-test-'));
const reportOf = (name) => path.join(reports, `${name}.json`);

/** Runs a command with its output shown; resolves to whether it ended with 0. */
function run(command, env = {}) {
  const [file, ...args] = command;
  const windows = process.platform === 'win32';
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      shell: windows,
    });
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}

/** Names the failed tests of a file of vitest's report, or the file itself when it did not load. */
function failuresInFile({ name, status, message, assertionResults }) {
  const file = path.relative(process.cwd(), name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
  return failed.map((test) => `${file} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`);
}

const firstLine = (text = '') => text.trim().split('\n')[0];

/** Names the failed tests in a suite of Playwright's report and in the suites inside it. */
function failuresInSuite({ specs = [], suites = [] }) {
  const failed = specs.filter(({ ok }) => !ok);
  return [
    ...failed.map((spec) => `e2e/${spec.file}:${spec.line} › ${spec.title}`),
    ...suites.flatMap(failuresInSuite),
  ];
}

const vitest = (project) => ({
  name: project === 'node' ? 'unit' : project,
  command: `npx vitest run --project ${project} --reporter=default --reporter=json --outputFile.json`
    .split(' ')
    .concat(reportOf(project)),
  count: async () => {
    const report = JSON.parse(await readFile(reportOf(project), 'utf8'));
    const failures = report.testResults.flatMap(failuresInFile);
    return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
  },
});

/** Resolves to a port of this machine that nobody listens on. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const playwright = {
  name: 'e2e',
  command: ['npx', 'playwright', 'test', '--reporter=list,json'],
  env: {
    PLAYWRIGHT_JSON_OUTPUT_FILE: reportOf('e2e'),
    E2E_PORT: process.env.E2E_PORT ?? String(await freePort()),
  },
  count: async () => {
    const { stats, suites } = JSON.parse(await readFile(reportOf('e2e'), 'utf8'));
    const failures = suites.flatMap(failuresInSuite);
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected, failures };
  },
};

/** Returns a check without tests of its own, which counts as one. */
const check = (name) => ({ name, command: ['npm', 'run', '--silent', name], worth: 1 });

const steps = [
  // Not a check but needed by others: it counts only when it is missing.
  { name: 'browser', command: [process.execPath, 'scripts/browser.mjs'], worth: 0 },
  check('types'),
  check('lint'),
  vitest('node'),
  vitest('webgpu'),
  check('build'),
  playwright,
];

/**
 * Returns a runner's tests, plus one failure if it went wrong or ran nothing without a failed test
 * to show for it.
 */
async function outcome(step, ok) {
  const counted = await step.count().catch(() => ({ passed: 0, failed: 0 }));
  const hollow = counted.failed === 0 && (!ok || counted.passed === 0);
  return hollow ? { ...counted, failed: 1 } : counted;
}

const rows = [];
for (const step of steps) {
  console.log(`\n=== ${step.name}`);
  const started = performance.now();
  const ok = await run(step.command, step.env);
  const counted = step.count ? await outcome(step, ok) : { passed: ok ? step.worth : 0, failed: ok ? 0 : 1 };
  rows.push({ name: step.name, ...counted, seconds: (performance.now() - started) / 1000 });
}
await rm(reports, { recursive: true });

console.log('\nstep      result   passed   failed   seconds');
for (const { name, passed, failed, seconds } of rows) {
  const cells = [String(passed), String(failed), seconds.toFixed(1)].map((text) => text.padStart(7));
  console.log(`${name.padEnd(9)} ${failed ? 'FAIL' : 'pass'}    ${cells.join('  ')}`);
}

// The tail of a long output is often all that is kept of it: the names stand beside the sums.
const failures = rows.flatMap(({ name, failures = [] }) => failures.map((text) => `${name}: ${text}`));
if (failures.length > 0) console.log(`\nfailed\n${failures.join('\n')}`);

const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
const failed = total('failed');
process.exitCode = failed ? 1 : 0;
console.log(`\n${total('passed')} passed, ${failed} failed`);
