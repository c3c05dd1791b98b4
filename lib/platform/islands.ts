import { shared } from './registry';

/**
 * The islands that there are, one file each in components/site/islands/ (a test compares). A `blocking` one runs before
 * the page is painted, so every byte of it delays the reader; a `deferred` one when the whole page is there.
 */
export const ISLANDS = {
  'chosen-theme': 'blocking',
  'account-greeting': 'deferred',
  'nav-place': 'deferred',
  'print-foot': 'deferred',
  'theme-switch': 'deferred',
} as const;

export type IslandName = keyof typeof ISLANDS;

const addresses = shared('islands', () => new Map<string, string>());

/**
 * Says where the built islands are from now on. The server does, before the first page is rendered.
 * @param found addresses by the names of the islands
 */
export function provideIslands(found: ReadonlyMap<string, string>): void {
  addresses.clear();
  for (const [name, address] of found) addresses.set(name, address);
}

/** The address of an island's built file, which names its content. @throws Error where no such island was built */
export function islandAddress(name: IslandName): string {
  const address = addresses.get(name);
  if (address === undefined) throw new Error(`The island ${name} is not built: see components/site/islands/ and \`npm run build\`.`);
  return address;
}
