/** Drops a file on the page, as a person does from a folder. */
import { expect, type Page } from '@playwright/test';

export async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, text }) => {
      const transfer = new DataTransfer();
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name));
      return transfer;
    },
    { name, text: Buffer.from(bytes).toString('base64') },
  );
  // Browsers tell of a drag again and again; the first time, nobody may be listening yet.
  await expect(async () => {
    await page.dispatchEvent('body', 'dragover', { dataTransfer: transfer });
    await expect(page.getByText(/^Drop your data/)).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  await expect(page.getByText(/^Drop your data/)).toHaveCount(0);
}
