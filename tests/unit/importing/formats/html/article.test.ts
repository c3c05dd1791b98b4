import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pastedBody } from '../../../../../lib/importing/pasted-body';
import { readHtml } from '../../../../../lib/importing/formats/html/read';
import { outlineOfRows } from '../../../../../lib/importing/plan/outline-of-rows';
import { rowsOf } from '../../../../../lib/importing/plan/rows';
import { outline } from '../../../../../lib/text/outline/outline';
import type { OutlineSection } from '../../../../../lib/text/outline/types';
import { hanIn } from '../../articles';

const TITLE = '青石县：把窗口搬到集市上';
const LEAD = '近年来，青石县针对山区群众办事远的问题，把窗口搬到集市，每逢赶集日开设流动窗口。';
const DEED = '每个集市设固定点位，人员由各部门轮流派出，三个月一轮换，群众不出镇就能办成事。';
const paragraphs = `<p>${LEAD}</p><p>一、主要做法</p><p>${DEED}</p>`;
const links = (...words: string[]) => words.map((word) => `<li><a href="/x">${word}</a></li>`).join('');
const OTHERS = ['山区公路塌方已抢通通车', '采茶节吸引游客十万人', '县医院新楼下月启用'];
const page = (title: string, body: string, head = '') => `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>${body}</body></html>`;

/** The outline of a page: its title, all of its text but titles and bylines, and what was stripped. */
function read(html: string): { title: string; byline: string; text: string; stripped: string[] } {
  const { title, lead, cases, stripped } = outline(readHtml(html));
  const words = ({ heading, text: own, children }: OutlineSection): string => [heading, own, ...children.map(words)].filter(Boolean).join('\n');
  const text = cases.flatMap((one) => [one.lead ?? '', one.body ?? '', ...one.sections.map(words), one.tail ?? '']);
  return { title, byline: cases.map((one) => one.byline ?? '').join('\n'), text: [lead ?? '', ...text].filter(Boolean).join('\n'), stripped };
}

const ARTICLE = `${LEAD}\n主要做法\n${DEED}`;

describe('the article of a page', () => {
  test('of a portal: menus, a login box, buttons without links, recommended lists and the foot are a range each', () => {
    const found = read(
      page(
        `${TITLE}_青石网`,
        `<ul><li><div><a href="/n">新闻</a><p><b>国内</b></p></div></li>${links('财经', '汽车')}</ul><div class="box9"><p>欢迎登录</p><p>用户名</p><p><a href="/p">忘记密码</a></p></div>` +
          `<div class="m"><h1>${TITLE}</h1><ul><li>微信</li><li>微博</li><li>评论</li></ul><div class="k2">${paragraphs}</div><div class="feed7">${OTHERS.map((other) => `<div><h3><a href="/r">${other}</a></h3><span>新闻</span> | <span>甲报</span> <a href="/c">37 跟贴</a></div>`).join('')}</div></div>` +
          '<div class="z"><p>版权所有：青石网</p><p><a href="/a">联系我们</a></p></div>',
      ),
    );
    expect([found.title, found.text]).toEqual([TITLE, ARTICLE]);
    expect(found.stripped).toEqual(['新闻\n国内\n财经\n汽车', '欢迎登录\n用户名\n忘记密码', '微信\n微博\n评论', OTHERS.map((other) => `${other}\n新闻 | 甲报 37 跟贴`).join('\n'), '版权所有：青石网\n联系我们']);
  });

  test('of WeChat: text that waits for its script is shown, whoever is hidden is stripped whole', () => {
    const found = read(
      page(
        '',
        `<div id="js_article" style="display:none"><div id="img-content"><h2 class="rich_media_title" id="activity-name">${TITLE}</h2><div id="meta_content"><span>原创</span><span>张小明</span><em id="publish_time">2023-05-06</em>` +
          `<div id="js_profile_qrcode" style="display:none"><strong>青石发布</strong><p>微信号</p><p>发布权威信息，服务全县群众，欢迎大家关注。</p></div></div>` +
          `<div id="js_content" style="visibility:hidden;opacity:0">${[LEAD, '一、主要做法', DEED].map((words) => `<section><section><p><span style="font-size:15px">${words}</span></p></section></section>`).join('')}</div></div>` +
          '<div id="js_tags"><div>收录于合集</div></div></div><div id="js_pc_qr_code" style="display:none"><p>微信扫一扫</p><p>关注该公众号</p></div>',
        `<meta property="og:title" content="${TITLE}"><meta name="author" content="张小明">`,
      ),
    );
    expect([found.title, found.byline, found.text]).toEqual([TITLE, '张小明\n2023-05-06', ARTICLE]);
    expect(found.stripped).toContain('青石发布\n微信号\n发布权威信息，服务全县群众，欢迎大家关注。');
    expect(found.stripped).toContain('微信扫一扫\n关注该公众号');
  });

  test('of an office: the subtitle is kept, the site’s own h1 is not the title', () => {
    const found = read(
      page(
        `${TITLE} - 某某省人民政府门户网站`,
        `<div class="header"><h1><a href="/"><span>某某省人民政府网站</span></a></h1></div><ul class="breadcrumb">${links('首页', '要闻')}</ul><div class="detail-title"><h2>${TITLE}</h2><h3>——记流动窗口的一年</h3></div>` +
          `<ul class="infos"><li><span>时间：2019-09-18</span><span>来源：青石日报</span></li><li>打印 分享</li></ul><div class="article-body"><div class="TRS_Editor">${[LEAD, '一、主要做法', DEED].map((words) => `<div>　　${words}</div>`).join('')}</div></div><dl class="qcode"><dt>扫一扫在手机打开当前页面</dt></dl>`,
        `<meta name="ArticleTitle" content="${TITLE}">`,
      ),
    );
    expect([found.title, found.text]).toEqual([`${TITLE}——记流动窗口的一年`, ARTICLE]);
    expect(found.stripped[0]).toBe('某某省人民政府网站');
  });

  test('of a forum: the first post', () => {
    const post = (number: number, words: string) => `<div id="post_${number}"><table><tr><td>用户${number}<p>主题 12</p></td><td><div>发表于 2020-5-6 10:11:12</div><table><tr><td class="t_f">${words}</td></tr></table></td></tr></table></div>`;
    const found = read(page(`${TITLE} - 某某论坛`, `<div id="hd">${OTHERS.map((other) => `<a href="/f">${other}</a>`).join(' ')}</div><div id="postlist" class="pl"><h1><a href="/z">[经验]</a> <span>${TITLE}</span></h1>${post(0, `${LEAD}<br>一、主要做法<br>${DEED}`)}${post(1, '感谢楼主分享，我们镇上也想这样办，请问人员怎么安排？')}${post(2, '写得好，学习了，给楼主点个赞。')}</div>`));
    expect([found.title, found.text]).toEqual([TITLE, ARTICLE]);
  });

  test('in tables that only place it', () => {
    const found = read(page('欢迎光临某某小学', `<table><tr><td><table><tr><td>站内搜索</td></tr>${OTHERS.map((other) => `<tr><td>·<a href="/h">${other}</a></td></tr>`).join('')}</table></td><td><table><tr><td>您现在的位置：<a href="/">首页</a> >> 正文</td></tr><tr><td align="center"><font size="5"><b>${TITLE}</b></font></td></tr><tr><td>${LEAD}<br>一、主要做法<br>${DEED}</td></tr></table></td></tr></table>`));
    expect([found.title, found.text]).toEqual([TITLE, ARTICLE]);
  });

  test('in a cell beside one of links, and not in one of a form', () => {
    const found = read(page(`${TITLE}_网`, `<p>${TITLE}</p><table><tr><td>${OTHERS.map((other) => `<a href="/h">${other}</a>`).join('')}</td><td>${paragraphs}</td></tr></table>`));
    expect([found.title, found.text]).toEqual([TITLE, ARTICLE]);
    const form = readHtml(page(`${TITLE}_网`, `<h1>${TITLE}</h1><table><tr><td>单位</td><td>青石县</td></tr><tr><td>做法</td><td>${paragraphs}</td></tr></table>`));
    expect([form.blocks.map(({ type }) => type), form.marks.some(({ chrome }) => chrome)]).toEqual([['table'], false]);
  });

  test('and not in what is hidden', () => {
    const found = read(page(TITLE, `<div>首页<br>${OTHERS.join('<br>')}</div><div style="display:none"><p>${DEED}</p></div><div><h1>${TITLE}</h1><div>${paragraphs}</div></div>`));
    expect([found.text, found.stripped]).toEqual([ARTICLE, [`首页\n${OTHERS.join('\n')}`, DEED]]);
  });

  test('is found though it is short and its menus are long', () => {
    const menu = `<ul>${links(...Array.from({ length: 60 }, (_, index) => `${OTHERS[index % 3]!}${index}`))}</ul>`;
    const found = read(page(`${TITLE}_青石县`, `${menu}<div><h1>${TITLE}</h1><div>${`<p>${LEAD}</p>`}</div></div>${menu}`));
    expect([found.title, found.text]).toEqual([TITLE, LEAD]);
    expect(found.stripped).toHaveLength(2);
  });

  test('keeps what readers wrote and other pages’ summaries out of it, though they are more than it is', () => {
    const said = Array.from({ length: 9 }, (_, index) => `<li><p>这个办法很好，我们第${index}村也应该学一学，希望早日推开，让大家都少跑路。</p></li>`).join('');
    const found = read(page(TITLE, `<div><h1>${TITLE}</h1><div>${paragraphs}</div></div><div class="tuijian">${OTHERS.map((other) => `<dl><dt><a href="/t">${other}</a></dt><dd>${other}，记者昨日从有关部门获悉，相关工作正在有序推进。</dd></dl>`).join('')}</div><ul class="comment-list">${said}</ul>`));
    expect([found.title, found.text]).toEqual([TITLE, ARTICLE]);
    expect(found.stripped.map((range) => range.split('\n').length)).toEqual([6, 9]);
  });

  test('is whole around a long list or box, with the short lines before and behind it', () => {
    const { marks } = readHtml(page(TITLE, `<div class="nav">${OTHERS.join(' ')}</div><div><h1>${TITLE}</h1><div class="x1"><p>${LEAD}</p><ul>${`<li>${DEED}</li>`.repeat(20)}</ul><p>青石县委办公室</p></div></div>`));
    expect(marks.filter(({ chrome }) => chrome)).toHaveLength(1);
    const boxed = read(page(TITLE, `<div class="nav">${OTHERS.join(' ')}</div><div><h1>${TITLE}</h1><div class="x1"><p>${LEAD}</p><div>${`<p>${DEED}</p>`.repeat(20)}</div><p>各地可结合实际参照执行。</p></div></div>`));
    expect(boxed.stripped).toEqual([OTHERS.join(' ')]);
  });

  test('is found in an item of a list, and beside boxes that tell of other pages', () => {
    const told = OTHERS.map((other) => `<div><a href="/t">${other}</a><p>${other}，相关工作正在有序推进。</p></div>`).join('');
    const found = read(page(TITLE, `<ul><li><h3>${TITLE}</h3><div>${paragraphs}</div><div class="q1">${told}</div></li><li><h4>热门</h4>${links(...OTHERS)}</li></ul>`));
    expect([found.title, found.text]).toEqual([TITLE, ARTICLE]);
  });

  test.each([
    ['a table of data stands in it', '<table><tr><td>集市</td><td>件数</td></tr><tr><td>白鹭</td><td>320</td></tr></table>', '集市\t件数\n白鹭\t320'],
    ['its sources are links', '<h2>参考资料</h2><ul><li><a href="/1">青石县流动窗口管理办法（试行）</a></li><li><a href="/2">青石县政务服务年度报告</a></li></ul>', '参考资料\n青石县流动窗口管理办法（试行）\n青石县政务服务年度报告'],
    ['files belong to it', '<div class="links"><a href="/P02.docx">附件一：流动窗口事项清单.docx</a></div>', '附件一：流动窗口事项清单.docx'],
  ])('is whole where %s', (_, html, words) => {
    const { text } = readHtml(page(`${TITLE}_网`, `<div class="nav">${OTHERS.join(' ')}</div><div><h1>${TITLE}</h1><div class="content">${paragraphs}${html}</div></div>`));
    const { marks } = readHtml(page(`${TITLE}_网`, `<div class="nav">${OTHERS.join(' ')}</div><div><h1>${TITLE}</h1><div class="content">${paragraphs}${html}</div></div>`));
    expect(text.endsWith(words)).toBe(true);
    expect(marks.filter(({ chrome }) => chrome).map(({ from, to }) => text.slice(from, to))).toEqual([OTHERS.join(' ')]);
  });
});

describe('the title', () => {
  const titled = (title: string, shown: string, head = '') => read(page(title, `<div class="nav">${OTHERS.map((other) => `<a href="/">${other}</a>`).join(' ')}</div><div>${shown}</div><div>${paragraphs}</div>`, head)).title;
  test.each([
    ['is what the browser’s title begins with', `${TITLE}_县域_青石网`, `<div>${TITLE}</div>`],
    ['is cut in the browser’s title', '青石县：把窗口搬到…_青石网', `<h1>${TITLE}</h1>`],
    ['stands behind the site’s name', `青石网 青石县人民政府 ${TITLE}`, `<h1>${TITLE}</h1>`],
    ['stands in one element with its date', `${TITLE} - 工作动态`, `<h1>${TITLE}<br><span>2013-05-06 来源：青石网 点击：33</span></h1>`],
    ['is not what the page was called elsewhere', `${TITLE}_网`, `<h1>${TITLE}</h1><p>原标题：${TITLE}</p>`],
    ['is the heading above the text where the head says nothing of it', '新闻动态--某某学会', `<h3>首页 - 新闻动态</h3><h5>${TITLE}</h5>`],
    ['is shown nowhere but in the head', `${TITLE}_青石网`, ''],
  ])('%s', (_, title, shown) => expect(titled(title, shown)).toBe(TITLE));
  test('is several lines', () => {
    expect(read(page(`${TITLE}_公报_青石网`, `<div><p align="center"><strong>青石县：把窗口<br>搬到集市上</strong></p>${paragraphs}</div>`)).title).toBe(TITLE);
  });
  test('is not the name of a site', () => {
    expect(titled('青石县政府门户网站', '')).toBe('');
  });
});

describe('what is no page of a site stays as it is', () => {
  const chrome = (html: string) => readHtml(html).marks.filter((mark) => mark.chrome);
  test('a paste of Word, which the clipboard wraps', () => {
    const paste = `<html><body><!--StartFragment--><p class=MsoNormal>${LEAD}</p><p class=MsoNormal><a href="/x">${OTHERS.join('')}</a></p><!--EndFragment--></body></html>`;
    expect([readHtml(paste).text, chrome(paste)]).toEqual([`${LEAD}\n${OTHERS.join('')}`, []]);
    expect(JSON.stringify(pastedBody(paste))).toContain(OTHERS.join(''));
  });
  test('a paste of WeChat', () => {
    const paste = `<!--StartFragment--><section class="rank"><p>${OTHERS.join('')}</p></section><section><p>${LEAD}</p></section><!--EndFragment-->`;
    expect([readHtml(paste).text, chrome(paste)]).toEqual([`${OTHERS.join('')}\n${LEAD}`, []]);
  });
  test('what is pasted into a body: hidden words do not come up, and menus that were copied stay', () => {
    const body = JSON.stringify(pastedBody(`<div class="nav">${OTHERS[0]!}</div><div style="display:none">${OTHERS[1]!}</div><div>${paragraphs}</div>`));
    expect([body.includes(OTHERS[0]!), body.includes(OTHERS[1]!), body.includes(LEAD)]).toEqual([true, false, true]);
  });
  test('a page that has no sentence', () => {
    const list = page('最新消息', `<ul>${links(...OTHERS)}</ul><div>共3条</div>`);
    expect([readHtml(list).text, chrome(list)]).toEqual([[...OTHERS, '共3条'].join('\n'), []]);
  });
  test('a document with a section in every box', () => {
    const sections = ['背景', '做法', '成效'].map((word) => `<div><h2>${word}</h2><p>${word}：${DEED}</p></div>`).join('');
    expect(chrome(page(TITLE, `<h1>${TITLE}</h1>${sections}<ul>${links(...OTHERS)}</ul>`))).toEqual([]);
  });
});

describe('properties', () => {
  const word = fc.stringMatching(/^[一-龥]{2,12}$/);
  const leaf = fc.oneof(
    word.map((words) => `<p>${words}</p>`),
    fc.array(word, { minLength: 3, maxLength: 8 }).map((words) => `<p>${words.join('，')}。</p>`),
    fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => `<ul>${words.map((one) => `<li><a href="/x">${one}</a></li>`).join('')}</ul>`),
    word.map((words) => `${words}<br>${words}`),
    fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => `<table><tr>${words.map((one) => `<td>${one}</td>`).join('')}</tr></table>`),
  );
  const name = fc.constantFrom('', ' class="content"', ' class="side-bar"', ' id="comments"', ' class="share"', ' style="display:none"');
  const { box } = fc.letrec<{ box: string }>((tie) => ({
    box: fc.oneof({ maxDepth: 4 }, leaf, fc.tuple(fc.constantFrom('div', 'section', 'td', 'span', 'h1', 'nav'), name, fc.array(tie('box'), { maxLength: 4 })).map(([tag, attributes, inner]) => (tag === 'td' ? `<table${attributes}><tr><td>${inner.join('</td><td>')}</td></tr></table>` : `<${tag}${attributes}>${inner.join('')}</${tag}>`))),
  }));
  const pages = fc.tuple(word, fc.array(box, { minLength: 1, maxLength: 5 })).map(([title, boxes]) => ({ html: page(`${title}_网`, boxes.join('')), boxes }));

  test('every character of a page is in its text or told as hidden, once, and in its outline once', () => {
    fc.assert(
      fc.property(pages, ({ html, boxes }) => {
        const document = readHtml(html);
        const shown = hanIn(boxes.map((one) => one.replace(/<[^>]*>/g, '')));
        const told = document.losses.filter(({ code }) => code === 'hidden_text').flatMap(({ texts }) => texts);
        const title = outline(document);
        // A title that the page shows nowhere is said of its head.
        const own = hanIn([document.text, ...told]);
        for (const [han, count] of Object.entries(shown)) expect(own[han] ?? 0).toBeGreaterThanOrEqual(count);
        const rows = rowsOf(title, document.text);
        expect(hanIn(rows.map(({ from, to }) => document.text.slice(from, to)))).toEqual(hanIn([document.text]));
        expect(outlineOfRows(document.text, rows, title.at.wrapped).at.stripped).toEqual(title.at.stripped);
      }),
      { numRuns: 300 },
    );
  });
});
