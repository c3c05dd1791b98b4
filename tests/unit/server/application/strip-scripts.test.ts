import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isErrorShell, toDocument } from '../../../../server/application/strip-scripts';

const ISLAND = '<script type="module" src="/islands/like.ABCDEFG2.js"></script>';
const BLOCKING = '<script src="/islands/like-it-2.ABCDEFG2.js"></script>';

describe('toDocument', () => {
  test.each([
    ['a script of Next’s', '<p>a</p><script>self.__next_f.push([1,"x"])</script><p>b</p>', '<p>a</p><p>b</p>'],
    ['a script with a source', '<script src="/_next/static/chunks/1.js" async=""></script>', ''],
    ['several in a row', '<script>1</script><script>2</script>x<script>3</script>', 'x'],
    ['a preload of a script', '<link rel="preload" as="script" fetchPriority="low" href="/_next/1.js"/>', ''],
    ['the same with its attributes the other way round', '<link href="/_next/1.js" as="script" rel="preload"/>', ''],
    ['a modulepreload', '<link rel="modulepreload" href="/_next/1.js"/>', ''],
    ['a script that is never closed', '<p>a</p><script>1', '<p>a</p>'],
    ['a script that holds another opening', '<script>"<script>"</script>x', 'x'],
    ['a script that pretends to be data in its text', '<script>type="application/ld+json"</script>x', 'x'],
    ['a script that pretends to be data in another attribute', '<script data-x=\' type="application/ld+json"\' src="/_next/1.js"></script>x', 'x'],
    ['data that comes from a file', '<script type="application/ld+json" src="/_next/1.js"></script>x', 'x'],
    ['the same island again', `${ISLAND}x${ISLAND}y`, `${ISLAND}xy`],
    ['a preload of an island', '<link rel="modulepreload" href="/islands/like.ABCDEFG2.js"/>', ''],
  ])('takes out %s', (_what, html, document) => {
    expect(toDocument(html)).toBe(document);
  });

  test.each([
    '<link rel="stylesheet" href="/_next/static/1.css" data-precedence="next"/>',
    '<link rel="preload" as="style" href="/_next/1.css"/>',
    '<link rel="canonical" href="/cases/100001"/>',
    '<link rel="icon" href="/icon.svg" type="image/svg+xml"/>',
    '<script type="application/ld+json">{"headline":"\\u003c/script>"}</script>',
    ISLAND,
    BLOCKING,
    ISLAND + BLOCKING + ISLAND.replace('like', 'share-2'),
    `<p>&lt;script type=&quot;module&quot; src=&quot;/islands/like.ABCDEFG2.js&quot;&gt;&lt;/script&gt;</p>${ISLAND}`,
    '<p>as="script" rel="preload" &lt;script&gt;</p>',
    '<!DOCTYPE html><html lang="zh-CN"><head><title>题目</title></head><body><h1>题目</h1></body></html>',
    '',
  ])('keeps %s', (html) => {
    expect(toDocument(html)).toBe(html);
  });

  // A script is an island by its whole element, not by something that stands in it.
  test.each([
    ['text in it', '<script type="module" src="/islands/like.ABCDEFG2.js">alert(1)</script>'],
    ['no hash', '<script type="module" src="/islands/like.js"></script>'],
    ['a hash that is none', '<script type="module" src="/islands/like.ABCDEFG1.js"></script>'],
    ['a way out of the folder', '<script type="module" src="/islands/../_next/like.ABCDEFG2.js"></script>'],
    ['a folder below', '<script type="module" src="/islands/a/like.ABCDEFG2.js"></script>'],
    ['a query', '<script type="module" src="/islands/like.ABCDEFG2.js?x"></script>'],
    ['another host', '<script type="module" src="//evil.example/islands/like.ABCDEFG2.js"></script>'],
    ['another host before it', '<script type="module" src="https://evil.example/" data-src="/islands/like.ABCDEFG2.js"></script>'],
    ['one attribute more', '<script type="module" src="/islands/like.ABCDEFG2.js" async=""></script>'],
    ['its address in another attribute', '<script data-src="/islands/like.ABCDEFG2.js"></script>'],
    ['its address in its text', '<script> src="/islands/like.ABCDEFG2.js"></script>'],
    ['other quotes', "<script type='module' src='/islands/like.ABCDEFG2.js'></script>"],
  ])('takes out what looks like an island with %s', (_what, html) => {
    expect(toDocument(`<p>a</p>${html}<p>b</p>`)).toBe('<p>a</p><p>b</p>');
  });

  test('does not touch the text between, whatever it is, and is done once', () => {
    const piece = fc.oneof(
      fc.string().map((text) => ({ kept: text.replaceAll('<', '&lt;'), html: text.replaceAll('<', '&lt;') })),
      fc.string().map((text) => ({ kept: '', html: `<script>${text.replaceAll('<', '')}</script>` })),
      fc.constant({ kept: '<link rel="stylesheet" href="/a.css"/>', html: '<link rel="stylesheet" href="/a.css"/>' }),
      fc.constant({ kept: '', html: '<link rel="preload" as="script" href="/a.js"/>' }),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const document = toDocument(pieces.map(({ html }) => html).join(''));
        expect(document).toBe(pieces.map(({ kept }) => kept).join(''));
        expect(toDocument(document)).toBe(document);
      }),
    );
  });

  // Looking through the rest of the page at every tag would take minutes here, and the runner's patience ends before.
  test.each([
    ['<script></script>', 0],
    ['<script src="/islands/', 0],
    ['<link rel="stylesheet">', 1],
    ['<link rel="preload" as="script">', 0],
  ])('is linear: four megabytes of %s are done', (tag, kept) => {
    const html = tag.repeat(Math.floor(4_000_000 / tag.length));
    expect(toDocument(html)).toHaveLength(kept * html.length);
  });
});

test('an error shell is told by its id, not by a text that speaks of it', () => {
  expect(isErrorShell('<!DOCTYPE html><html id="__next_error__"><head>')).toBe(true);
  expect(isErrorShell('<p>id=&quot;__next_error__&quot;</p>')).toBe(false);
});
