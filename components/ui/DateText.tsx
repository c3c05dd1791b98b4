const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than using it. */
function formatOf(locale: string): Intl.DateTimeFormat {
  const known = formats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Shanghai' });
  formats.set(locale, known);
  return known;
}

/** A day as the site writes it, whatever the clock of the server: its zone is that of the library. */
export function DateText({ iso, locale }: { iso: string; locale: string }) {
  return <time dateTime={iso}>{formatOf(locale).format(new Date(iso))}</time>;
}
