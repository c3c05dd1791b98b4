// Takes hold of the fieldset of components/site/ThemeSwitch.tsx. What was chosen is kept for chosen-theme.ts, which shows it
// on every page; where storage is refused it holds for this page alone.

const root = document.documentElement;
const fieldset = document.querySelector<HTMLFieldSetElement>('.theme')!;
const choices = fieldset.querySelectorAll('input');
/** The colours of the browser's own frame: one each for a light and a dark system. */
const frames = [...document.querySelectorAll('meta[name=theme-color]')].map((meta) => ({ meta, system: meta.getAttribute('media')! }));

/** Brings everything on the page that speaks of the theme into line with what is shown. */
function follow(): void {
  const { theme } = root.dataset;
  for (const choice of choices) choice.checked = choice.value === (theme ?? 'system');
  for (const { meta, system } of frames) meta.setAttribute('media', theme === undefined ? system : system.includes(theme) ? 'all' : 'not all');
}

fieldset.addEventListener('change', ({ target }) => {
  const { value } = target as HTMLInputElement;
  const theme = value === 'system' ? undefined : value;
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  follow();
  try {
    if (theme === undefined) localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Refused, or full.
  }
});
// After chosen-theme.ts, which has asked for the same before.
addEventListener('storage', follow);
addEventListener('pageshow', follow);
follow();
fieldset.hidden = false;
