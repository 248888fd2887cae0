/**
 * Returns the address of the folder of the site's files. The page's own address will not do: that
 * of a frame whose page was handed over as a text is no folder's.
 */
export function siteFolder(): string {
  return new URL('./', document.baseURI).href;
}
