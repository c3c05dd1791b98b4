import { words } from '@/lib/i18n/words';
import { ThemeSwitch } from './ThemeSwitch';

export function Footer() {
  const { footer } = words().site;
  return (
    <footer className="bottom">
      <div className="wrap">
        <p>{footer.about}</p>
        <nav aria-label={footer.label}>
          <ul role="list">
            <li><a href="/c">{footer.categories}</a></li>
            <li><a href="/collections">{footer.collections}</a></li>
            <li><a href="/desk">{footer.desk}</a></li>
          </ul>
        </nav>
        <ThemeSwitch />
      </div>
    </footer>
  );
}
