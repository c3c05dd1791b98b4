import { words } from '@/lib/i18n/words';
import { Island } from '../shell/Island';

/** In the order in which they stand: what everybody has who has not chosen comes last, beside nothing that outweighs it. */
const THEMES = ['light', 'dark', 'system'] as const;

/** Light, dark, or as the system is. Without its island it would do nothing, so it is hidden until that takes hold of it. */
export function ThemeSwitch() {
  const { theme } = words().site;
  return (
    <>
      <fieldset className="theme" hidden>
        <legend>{theme.label}</legend>
        {THEMES.map((name) => (
          <label key={name}>
            <input type="radio" name="theme" value={name} autoComplete="off" />
            <span>{theme[name]}</span>
          </label>
        ))}
      </fieldset>
      <Island name="theme-switch" />
    </>
  );
}
