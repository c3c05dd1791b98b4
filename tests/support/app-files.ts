import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../server/boot/root';

/** A page or route file below app/. */
export interface AppFile {
  /** What it answers, in Next's spelling: its folders without the groups. */
  route: string;
  /** Where it stands, from the root of the repository. */
  file: string;
}

const APP = path.join(ROOT, 'app');

/** Every file below app/ that answers at an address. */
export function appFiles(): AppFile[] {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => /^(page\.tsx|route\.tsx?)$/.test(path.basename(file)));
  return files.map((file) => {
    const folders = path.dirname(file).split(path.sep).filter((folder) => folder !== '.' && !folder.startsWith('('));
    return { route: `/${folders.join('/')}`, file: path.join('app', file) };
  });
}
