/**
 * Gives <html> the theme that this reader has chosen as its data-theme, or none where he has chosen none. app/palette.css
 * has its colours by it.
 */
export function showChosenTheme(): void {
  const root = document.documentElement;
  let theme: string | null;
  try {
    theme = localStorage.getItem('theme');
  } catch {
    // Storage is refused: whatever this page shows stays as it is.
    return;
  }
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
}
