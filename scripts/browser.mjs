/**
 * Finds, or else installs, the Chromium that the tests drive, and returns how to launch it with
 * WebGPU.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const { env, platform } = process;

const onPath = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const inApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];
const inProgramFiles = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

const under = (folders, names) =>
  folders.filter(Boolean).flatMap((folder) => names.map((name) => path.join(folder, name)));

function usualPlaces() {
  if (platform === 'darwin') return under(['/Applications', `${env.HOME}/Applications`], inApplications);
  if (platform === 'win32')
    return under([env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA], inProgramFiles);
  return under([...(env.PATH ?? '').split(path.delimiter), '/usr/bin', '/snap/bin'], onPath);
}

function playwrightDownload() {
  return createRequire(import.meta.url)('playwright').chromium.executablePath();
}

/**
 * Returns the path of a browser's executable, or undefined. CHROME_PATH comes before everything
 * else.
 */
export function findBrowser() {
  if (env.CHROME_PATH) return env.CHROME_PATH;
  return [...usualPlaces(), playwrightDownload()].find((file) => file && existsSync(file));
}

/**
 * Arguments for WebGPU on a machine without a GPU: the adapter in software counts as unsafe. The
 * sandbox needs rights that CI lacks.
 */
const launchArguments = ['--no-sandbox', '--enable-unsafe-webgpu', '--disable-background-networking'];

/** Returns Playwright's launch options. */
export function launchOptions() {
  const executablePath = findBrowser();
  return executablePath ? { executablePath, args: launchArguments } : { args: launchArguments };
}

function run(command, ...args) {
  console.log(`> ${command} ${args.join(' ')}`);
  const shell = platform === 'win32';
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], shell }).status === 0;
}

function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/**
 * Makes sure that there is a browser, installing one where none is found. Throws an error that says
 * what to install.
 */
export function ensureBrowser() {
  if (env.CHROME_PATH && !existsSync(env.CHROME_PATH))
    throw new Error(`CHROME_PATH is ${env.CHROME_PATH}, which does not exist.`);
  if (findBrowser()) return;
  // Debian's package brings the system libraries that Playwright's download leaves out.
  if (isDebianRoot()) {
    env.DEBIAN_FRONTEND = 'noninteractive';
    if (run('apt-get', 'update'))
      run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation');
  }
  if (!findBrowser()) run('npx', 'playwright', 'install', 'chromium');
  if (!findBrowser())
    throw new Error(
      'The tests need Chrome, Chromium or Edge. Install one, or set CHROME_PATH to its executable.',
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    ensureBrowser();
    console.log(`Browser: ${findBrowser()}`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
