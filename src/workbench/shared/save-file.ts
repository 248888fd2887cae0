/** Saves a file of the page's making on the visitor's machine. */

export function download(name: string, content: BlobPart, type: string): void {
  saveBlob(name, new Blob([content], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own reference by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(address));
}
