import type { Page } from '@playwright/test';

/** Drops files on the page as a browser does when they come from a folder of the machine. */
export async function drop(page: Page, files: { name: string; content: string | Buffer }[]): Promise<void> {
  const data = files.map(({ name, content }) => ({ name, base64: Buffer.from(content).toString('base64') }));
  const transfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of given) transfer.items.add(new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], name));
    return transfer;
  }, data);
  await page.locator('.drop').dispatchEvent('drop', { dataTransfer: transfer });
}
