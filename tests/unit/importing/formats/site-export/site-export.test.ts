import { strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { outline } from '../../../../../lib/text/outline/outline';
import type { ImportedDocument } from '../../../../../lib/importing/formats/document';
import { readDocument } from '../../../../../lib/importing/read-format';
import { contentsOf } from '../../../../../lib/importing/unpack';
import { ghost, wxr, type Item } from './make-exports';

const listed = async (bytes: Uint8Array, fileName: string) => {
  const contents = await contentsOf(bytes, fileName);
  const entries = await Promise.all((contents?.documents ?? []).map((name) => contents!.document(name)));
  return entries.map((one) => ('problem' in one ? `${one.name}: ${one.problem.details.reason}` : one.name));
};
const first = async (bytes: Uint8Array, fileName = 'a.xml'): Promise<ImportedDocument> => readDocument({ bytes, fileName });
const post = (content: string, more: Item = {}) => first(wxr([{ content, ...more }]));

describe('a WordPress export', () => {
  it('is its published articles; what is left out says why, and files and menus are none', async () => {
    const items: Item[] = [
      { title: '渠水案例' }, { title: '渠水案例' }, { title: '草稿', status: 'draft' }, { title: '私密', status: 'private' }, { title: '垃圾', status: 'trash' }, { title: '关于', type: 'page' },
      { title: '图', type: 'attachment', status: 'inherit' }, { title: '菜单', type: 'nav_menu_item' }, { title: '旧版', type: 'revision', status: 'inherit' }, { title: 'a/../b &amp;amp; c', type: 'case' },
    ];
    expect(await listed(wxr(items), 'a.xml')).toEqual(['渠水案例.html', '渠水案例 (2).html', '草稿.html: unpublished', '私密.html: unpublished', '垃圾.html: trashed', '关于.html: site_page', 'a .. b & c.html']);
    await expect(first(wxr(items))).rejects.toMatchObject({ details: { reason: 'several_documents' } });
  });

  it('has title, author, day and what its author put before the text; categories and tags are told', async () => {
    const document = await post('<!-- wp:heading --><h2>一、背景</h2><!-- /wp:heading --><!-- wp:paragraph --><p>渠旧，年年漏水。</p><!-- /wp:paragraph -->', {
      title: '青石镇&amp;lt;渠水&amp;gt;案例', excerpt: '三年修好一条渠。', more: '<category domain="category"><![CDATA[水利]]></category><category domain="post_tag"><![CDATA[清淤]]></category><category domain="post_format"><![CDATA[标准]]></category>',
    });
    const { title, cases } = outline(document);
    expect([document.authored, title, cases[0]?.byline, cases[0]?.lead, cases[0]?.sections.map(({ heading }) => heading)]).toEqual([true, '青石镇<渠水>案例', '作者：李四\n2023年5月6日', '三年修好一条渠。', ['背景']]);
    expect(document.losses).toMatchObject([{ code: 'tags', texts: ['水利、清淤'] }]);
    expect(document.text).not.toContain('wp:');
  });

  it.each(['数字乡村平台1', '渠-now-1', '范文1'])('is called what its author called it, also where that ends as what opens a collection does: %s', async (title) => {
    const { title: found, cases } = outline(await post('<h2>一、背景</h2><p>渠旧，年年漏水。</p>', { title }));
    expect([found, cases.map(({ sections }) => sections.map(({ heading }) => heading))]).toEqual([title, [['背景']]]);
  });

  it('of the classic editor has paragraphs where a line is blank', async () => {
    const { text, blocks } = await post('渠旧。\n还漏。\n\n<h3>做法</h3>\n清淤。\n\n<ul>\n<li>东组</li>\n</ul>\n<pre>a\n\nb</pre>\n\n完。');
    expect(text.split('\n').slice(3)).toEqual(['渠旧。', '还漏。', '做法', '清淤。', '东组', 'a', 'b', '完。']);
    expect(blocks.map(({ type }) => type)).toEqual(['list', 'code']);
  });

  it('has the pictures and captions of its shortcodes, and none of the codes', async () => {
    const picture = { type: 'attachment', status: 'inherit', more: '<wp:attachment_url>https://a.cn/g.png</wp:attachment_url>', id: 7 };
    const content = '[caption id="x" width="3"]<a href="b"><img src="https://a.cn/b.png" alt="渠首" /></a> 修好的渠首[/caption]\n\n[gallery ids="7,8"]\n\n[su_box title="t"]框里的话[/su_box]\n\n见注[1]，[sic]。\n\n[contact-form-7 id="5"]\n\n[video src="https://a.cn/v.mp4"][/video]';
    const { text, images, losses, marks } = await first(wxr([{ content }, picture]));
    expect(text.split('\n').slice(3)).toEqual(['渠首', '修好的渠首', '\uFFFC', '框里的话', '见注[1]，[sic]。']);
    expect(marks.find(({ from }) => text.startsWith('修好的渠首', from))).toMatchObject({ fixed: true });
    expect([images.map(({ name }) => name), losses.map(({ code, texts }) => [code, ...texts])]).toEqual([
      ['https://a.cn/b.png', 'https://a.cn/g.png'], [['linked_image', 'https://a.cn/b.png', 'https://a.cn/g.png'], ['media', 'contact-form-7', 'https://a.cn/v.mp4']],
    ]);
  });

  it('has in a gallery that names none the pictures that were uploaded to it', async () => {
    const picture = { type: 'attachment', status: 'inherit', more: '<wp:attachment_url>https://a.cn/g.png</wp:attachment_url>', id: 7, parent: 1 };
    const { images, text } = await first(wxr([{ content: '渠旧。\n\n[gallery]' }, picture, { ...picture, id: 8, parent: 2 }]));
    expect([images.map(({ name }) => name), text.includes('[')]).toEqual([['https://a.cn/g.png'], false]);
  });

  it('has its cover above its text', async () => {
    const cover = { type: 'attachment', status: 'inherit', more: '<wp:attachment_url>https://a.cn/c.png</wp:attachment_url>', id: 9 };
    const { text, images } = await first(wxr([{ more: '<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>' }, cover]));
    expect([text.split('\n').slice(3), images.map(({ name }) => name)]).toEqual([['\uFFFC', '渠旧。'], ['https://a.cn/c.png']]);
  });

  it('with controls that XML forbids is read all the same; other XML is refused by name', async () => {
    expect((await post('<p>渠\u0008旧\u000b。</p>')).text).toContain('渠 旧 。');
    for (const other of ['<?xml version="1.0"?><rss version="2.0"><channel><item><title>渠</title></item></channel></rss>', '<?xml version="1.0"?><feed xmlns:wp="x"/>']) {
      await expect(first(strToU8(other))).rejects.toMatchObject({ details: { reason: 'xml' } });
    }
  });
});

describe('a Ghost export', () => {
  const row = (more: object) => ({ id: 'p', title: '渠水案例', status: 'published', type: 'post', html: '<p>渠旧。</p>', published_at: '2023-05-06T00:00:00.000Z', ...more });
  const tables = { tags: [{ id: 't', name: '水利' }, { id: 'u', name: '#内部' }], posts_tags: [{ post_id: 'p', tag_id: 't' }, { post_id: 'p', tag_id: 'u' }], users: [{ id: 1, name: '李四' }], posts_authors: [{ post_id: 'p', author_id: 1 }] };

  it('is its published articles; what is left out says why', async () => {
    const posts = [row({}), row({ id: 2, title: '草稿', status: 'draft' }), row({ id: 3, title: '关于', type: 'page' }), row({ id: 4, title: '旧页', type: null, page: 1 }), 'x', null];
    expect(await listed(ghost(posts), 'a.json')).toEqual(['渠水案例.html', '草稿.html: unpublished', '关于.html: site_page', '旧页.html: site_page']);
  });

  it('has title, author, day, excerpt and cover; its tags are told', async () => {
    const document = await first(ghost([row({ custom_excerpt: '三年修好一条渠。', feature_image: '__GHOST_URL__/content/images/a.png' })], tables), 'a.json');
    expect(document.text.split('\n')).toEqual(['渠水案例', '作者：李四', '2023年5月6日', '三年修好一条渠。', '\uFFFC', '渠旧。']);
    expect(document.losses.map(({ code, texts }) => [code, ...texts])).toEqual([['linked_image', '/content/images/a.png'], ['tags', '水利']]);
  });

  const lexical = {
    root: {
      type: 'root',
      children: [
        { type: 'extended-heading', tag: 'h2', children: [{ type: 'extended-text', text: '背景' }] },
        { type: 'paragraph', children: [{ type: 'text', text: '渠<旧>，', format: 1 }, { type: 'link', url: 'https://a.cn', children: [{ type: 'text', text: '见' }] }, { type: 'linebreak' }, { type: 'text', text: '漏' }] },
        { type: 'list', listType: 'number', children: [{ type: 'listitem', children: [{ type: 'text', text: '清淤' }] }] },
        { type: 'image', src: 'a.png', alt: '渠首', caption: '修好的' }, { type: 'codeblock', code: 'x' }, { type: 'callout', calloutText: '注意' }, { type: 'html', html: '<p>原样</p>' }, { type: 'unheard-of', title: '没见过' },
      ],
    },
  };
  const mobiledoc = {
    version: '0.3.1', markups: [['strong'], ['a', ['href', 'https://a.cn']]], atoms: [['soft-return', '', {}]], cards: [['image', { src: 'a.png', alt: '渠首', caption: '修好的' }], ['markdown', { markdown: '原样' }]],
    sections: [[1, 'h2', [[0, [], 0, '背景']]], [1, 'p', [[0, [0], 1, '渠<旧>，'], [0, [1], 1, '见'], [1, [], 0, 0], [0, [], 0, '漏']]], [3, 'ol', [[[0, [], 0, '清淤']]]], [10, 0], [10, 1]],
  };
  it.each([
    ['Lexical', { html: null, lexical: JSON.stringify(lexical) }, ['背景', '渠<旧>，见', '漏', '1. 清淤', '渠首', '修好的', 'x', '注意', '原样', '没见过']],
    ['Mobiledoc', { html: '', mobiledoc: JSON.stringify(mobiledoc) }, ['背景', '渠<旧>，见', '漏', '1. 清淤', '渠首', '修好的', '原样']],
    ['plain text', { html: null, plaintext: '渠旧。\n\n清淤。' }, ['渠旧。', '清淤。']],
  ])('is read out of its editor where it has nothing else: %s', async (_, more, expected) => {
    expect((await first(ghost([row(more)]), 'a.json')).text.split('\n').slice(2)).toEqual(expected);
  });

  it('is told from other JSON, which is refused by name', async () => {
    for (const other of ['{"db": [], "posts": []}', '{"meta": {}, "data": {"posts": "x"}}', '{"posts": [1], "meta": 1}']) {
      await expect(first(strToU8(other), 'a.json')).rejects.toMatchObject({ details: { reason: 'data' } });
    }
  });
});
