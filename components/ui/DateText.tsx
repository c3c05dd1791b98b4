/** A day as the site writes it, whatever the clock of the server: its zone is that of the library. */
export function DateText({ iso, locale }: { iso: string; locale: string }) {
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Asia/Shanghai' }).format(new Date(iso));
  return <time dateTime={iso}>{text}</time>;
}
