/**
 * The content security policy of the built page: everything comes from the page's own origin, and
 * nothing is sent anywhere else. It stands in the page as a meta tag, for any static host, and
 * `npm start` sends it as a header as well, which holds in the workers too.
 */

/** The sources that each kind of content may come from. */
const sources = {
  'default-src': "'none'",
  // WebAssembly computes the runs. Text is never evaluated as a script.
  'script-src': "'self' 'wasm-unsafe-eval'",
  // Mantine makes style elements while the page runs. The page itself then asks for a nonce on each
  // of them (src/workbench/style-lock.ts), which no file on a static host can hold.
  'style-src': "'self' 'unsafe-inline'",
  // The icon is a data: address; charts are exported as images by way of blob: addresses.
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

export const contentPolicy = Object.entries(sources)
  .map(([kind, allowed]) => `${kind} ${allowed}`)
  .join('; ');

/**
 * Returns the Vite plug-in that writes the policy into the built page and sends it from `vite
 * preview`. While developing there is no policy, since Vite's own client is an inline script.
 */
export function contentPolicyPlugin() {
  return {
    name: 'content-policy',
    config: () => ({ preview: { headers: { 'Content-Security-Policy': contentPolicy } } }),
    transformIndexHtml: {
      order: 'pre',
      handler: (_html, { server }) =>
        server
          ? []
          : [
              {
                tag: 'meta',
                attrs: { 'http-equiv': 'Content-Security-Policy', content: contentPolicy },
                injectTo: 'head-prepend',
              },
            ],
    },
  };
}
