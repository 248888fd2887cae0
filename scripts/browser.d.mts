/** Path of a browser's executable, or undefined. */
export function findBrowser(): string | undefined;

/** Playwright's launch options: the browser found, with WebGPU. */
export function launchOptions(): { executablePath?: string; args: string[] };

/**
 * Makes sure that there is a browser, installing one where none is found. Throws an error that says
 * what to install.
 */
export function ensureBrowser(): void;
