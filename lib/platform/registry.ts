/**
 * What the server in front and Next's bundle share. They are two module graphs in one process, so a module's
 * own variables exist twice; what must exist once hangs here.
 */
const KEY = Symbol.for('anli.registry');

type Holder = { [KEY]?: Map<string, unknown> };

/** The one instance under `name` in this process, made by `make` on first use. */
export function shared<T>(name: string, make: () => T): T {
  const holder = globalThis as Holder;
  const map = (holder[KEY] ??= new Map());
  if (!map.has(name)) map.set(name, make());
  return map.get(name) as T;
}
