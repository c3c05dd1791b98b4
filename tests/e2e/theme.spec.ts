import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { site } from '../../lib/i18n/zh-CN/site';
import { expect, listen, origin, test } from './test';

const { theme: words } = site;

const PAPER = { light: 'rgb(252, 251, 248)', dark: 'rgb(23, 22, 19)' } as const;
type Theme = keyof typeof PAPER;

/** The paper, the colour of the browser's frame, and what native controls and scroll bars go by. */
async function expectTheme(page: Page, theme: Theme): Promise<void> {
  await expect(page.locator('html')).toHaveCSS('background-color', PAPER[theme]);
  const frame = await page.evaluate(() => [...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')].find((meta) => matchMedia(meta.getAttribute('media')!).matches)!.content);
  expect(frame).toBe(theme === 'light' ? '#fcfbf8' : '#171613');
}

const choice = (page: Page, name: keyof Omit<typeof words, 'label'>) => page.getByRole('radio', { name: words[name], exact: true });
const choose = (page: Page, name: keyof Omit<typeof words, 'label'>) => choice(page, name).check();

/** An address with a short page: its foot is in sight at once. */
const SHORT = '/nothing-here';

for (const system of ['light', 'dark'] as const) {
  const other = system === 'light' ? 'dark' : 'light';

  test.describe(`where the system is ${system}`, () => {
    test.use({ colorScheme: system });

    test('a reader who has chosen nothing has it as the system is, and follows it', async ({ page }) => {
      await page.goto('/');
      await expect(choice(page, 'system')).toBeChecked();
      await expectTheme(page, system);
      await page.emulateMedia({ colorScheme: other });
      await expectTheme(page, other);
    });

    test('what he chooses is shown at once, on every page after, and whatever the system does; until he follows it again', async ({ page }) => {
      const complaints = listen(page);
      await page.goto('/');
      await choose(page, other);
      await expectTheme(page, other);
      await page.locator('main a[href^="/cases/"]').first().click();
      await expect(choice(page, other)).toBeChecked();
      await expectTheme(page, other);
      await page.emulateMedia({ colorScheme: other });
      await page.emulateMedia({ colorScheme: system });
      await expectTheme(page, other);

      await page.goBack();
      await choose(page, 'system');
      await expectTheme(page, system);
      await page.reload();
      await expect(choice(page, 'system')).toBeChecked();
      await expectTheme(page, system);
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      // Coming back to a page that was left with another choice.
      await page.goForward();
      await expect(choice(page, 'system')).toBeChecked();
      await expectTheme(page, system);
      expect(complaints.all()).toEqual([]);
    });

    test('axe finds nothing in the theme that the system has not', async ({ page }) => {
      await page.goto('/');
      await choose(page, other);
      // Links fade from one colour to the other.
      await page.reload();
      await expectTheme(page, other);
      for (const width of [375, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => `${width}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
    });

    test('print is light', async ({ page }) => {
      await page.goto('/');
      await choose(page, 'dark');
      await page.emulateMedia({ media: 'print' });
      const colours = await page.evaluate(() => {
        const style = getComputedStyle(document.documentElement);
        return [style.backgroundColor, style.colorScheme, getComputedStyle(document.querySelector('.brand')!, '::first-letter').color];
      });
      expect(colours).toEqual(['rgb(255, 255, 255)', 'light', 'rgb(163, 48, 42)']);
    });
  });
}

test('the choice is there before anything is painted', async ({ page }) => {
  await page.goto('/');
  await choose(page, 'dark');
  // Runs in the page before all else, and looks when the parser has come to the body: nothing is painted without one.
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.body) return;
      observer.disconnect();
      (window as { seen?: string | undefined }).seen = document.documentElement.dataset.theme ?? 'none';
    }).observe(document, { childList: true, subtree: true });
  });
  for (const address of ['/', '/signin']) {
    await page.goto(address);
    expect(await page.evaluate(() => (window as { seen?: string }).seen), address).toBe('dark');
  }
});

test('open tabs follow', async ({ context }) => {
  const [one, other] = [await context.newPage(), await context.newPage()];
  await one.goto(origin() + SHORT);
  await other.goto(`${origin()}/`);
  await choose(one, 'dark');
  await expect(choice(other, 'dark')).toBeChecked();
  await expectTheme(other, 'dark');
  await choose(other, 'system');
  await expect(choice(one, 'system')).toBeChecked();
  await expectTheme(one, 'light');
});

test('a page that the browser has kept as it was follows when the reader comes back to it', async ({ page }) => {
  await page.goto('/');
  await expect(choice(page, 'system')).toBeChecked();
  // Kept pages hear of nothing meanwhile; this is all that they are told. (Browsers that are driven by a program keep none.)
  await page.evaluate(() => {
    localStorage.setItem('theme', 'dark');
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  await expect(choice(page, 'dark')).toBeChecked();
  await expectTheme(page, 'dark');
});

test('it is worked by keyboard, named as a group, and large enough for fingers', async ({ page }) => {
  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto(SHORT);
  const group = page.getByRole('group', { name: words.label });
  await expect(group.getByRole('radio')).toHaveCount(3);
  for (const label of await group.locator('label').all()) {
    const box = (await label.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
  }
  await page.getByRole('link', { name: site.footer.desk, exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(choice(page, 'system')).toBeFocused();
  await expect(group.locator('span').last()).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('ArrowLeft');
  await expect(choice(page, 'dark')).toBeFocused();
  await expect(choice(page, 'dark')).toBeChecked();
  await expectTheme(page, 'dark');
});

test('its room is there from the start, so that nothing moves when it comes to life', async ({ page }) => {
  await page.route(/theme-switch/, (route) => route.abort());
  await page.goto(SHORT);
  const top = () => page.locator('footer').boundingBox().then((box) => box!.y);
  const without = await top();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await page.unroute(/theme-switch/);
  await page.reload();
  await expect(page.getByRole('radio')).toHaveCount(3);
  expect(await top()).toBe(without);
});

test('without JavaScript there is no control, nor room for one, and the system is followed', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: origin(), colorScheme: 'dark' });
  const page = await context.newPage();
  await page.goto(SHORT);
  await expect(page.locator('.theme')).toHaveCount(1);
  await expect(page.locator('.theme')).toBeHidden();
  await expect(page.getByRole('radio')).toHaveCount(0);
  expect(await page.locator('.theme').boundingBox()).toBeNull();
  await expect(page.locator('html')).toHaveCSS('background-color', PAPER.dark);
  await context.close();
});

test('where storage is refused, it works for the page and nothing is thrown', async ({ page }) => {
  const complaints = listen(page);
  // As a browser does that is told to keep nothing: every touch of it throws.
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await page.goto('/');
  await expect(choice(page, 'system')).toBeChecked();
  await choose(page, 'dark');
  await expectTheme(page, 'dark');
  await page.locator('main a[href^="/cases/"]').first().click();
  await expectTheme(page, 'light');
  expect(complaints.all()).toEqual([]);
});

test('a stranger’s word in its place is no theme', async ({ page }) => {
  await page.goto('/');
  await page.evaluate(() => localStorage.setItem('theme', 'dark" onload="x'));
  await page.reload();
  await expect(choice(page, 'system')).toBeChecked();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./);
  await expectTheme(page, 'light');
});

test('desk and account have what the reader has chosen, also on pages that are not there', async ({ pageOf }) => {
  const page = await pageOf('editor');
  const complaints = listen(page);
  await page.goto('/');
  await choose(page, 'dark');
  for (const address of ['/desk', '/account', '/desk/no/such/page']) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveCSS('background-color', PAPER.dark);
  }
  await page.goto('/desk');
  await expect(page.locator('html')).toHaveCSS('background-color', PAPER.dark);
  // Chosen anew in another tab while an application is open.
  const reading = await page.context().newPage();
  await reading.goto('/');
  await choose(reading, 'light');
  await expect(page.locator('html')).toHaveCSS('background-color', PAPER.light);
  await reading.close();
  expect(complaints.all()).toEqual([]);
});
