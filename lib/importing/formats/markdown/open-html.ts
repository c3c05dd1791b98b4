/**
 * What in HTML hides all that follows until it is closed, with what closes it (CommonMark 0.31 §4.6, kinds 1 to 5 of HTML
 * blocks; HTML §13.2.5, the raw text elements and the bogus comment).
 */
const HIDING: [opens: RegExp, closes: string][] = [
  [/<!--/g, '-->'],
  [/<!\[cdata\[/g, ']]>'],
  [/<\?/g, '?>'],
  [/<![a-z]/g, '>'],
  ...['script', 'style', 'textarea', 'title', 'iframe', 'xmp', 'noembed', 'noframes', 'template', 'select'].map((name): [RegExp, string] => [new RegExp(`<${name}(?=[\\s/>]|$)`, 'g'), `</${name}`]),
];

/** Where something begins that is never closed, so that nobody would see what follows: places of `<`, in no order. */
export function neverClosed(html: string): number[] {
  const folded = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return HIDING.flatMap(([opens, closes]) => {
    // Whatever began before the last one that closes is closed by that at the latest.
    const from = folded.lastIndexOf(closes);
    return [...folded.matchAll(opens)].filter(({ index }) => index > from).map(({ index }) => index);
  });
}
