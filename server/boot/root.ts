import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout: what is read from disk (schema, migrations, binaries) is found from here, whatever the working directory. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
