/** The library lives by one clock, whatever the machine of the server or the reader says: China Standard Time. */
const OFFSET = 8 * 60 * 60 * 1000;

function local(iso: string): string {
  return new Date(new Date(iso).getTime() + OFFSET).toISOString();
}

/** 2026-11-23 14:03, the same on the server and in the browser. */
export function dateTime(iso: string): string {
  return local(iso).slice(0, 16).replace('T', ' ');
}

/** The same as a field for a moment holds it: 2026-11-23T14:03. */
export function dateTimeField(iso: string): string {
  return local(iso).slice(0, 16);
}

/** What such a field holds as a moment with its zone; undefined where it holds none. */
export function fromDateTimeField(value: string): string | undefined {
  return value === '' ? undefined : `${value}:00+08:00`;
}

/** 14:03 */
export function clock(iso: string): string {
  return local(iso).slice(11, 16);
}

/** A moment, for people and machines. */
export function DateTime({ at }: { at: string }) {
  return <time dateTime={at}>{dateTime(at)}</time>;
}
