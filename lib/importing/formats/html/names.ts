import { attribute, type HtmlElement } from './tree';

/** What pages call the parts around their article, in classes and ids, as words of them: `side-bar`, `hotList`, `pinglun_box`. */
const BESIDE = new Set(
  ('nav navs navi navbar navigation navpath topnav subnav menu menus sidebar side aside sidenav header head topbar top toplist foot footer bottom crumb crumbs breadcrumb ' +
    'breadcrumbs path position location share sharebar shares social bdshare bdsharebuttonbox recommend recommends recommended recomm recom tuijian related relate relates ' +
    'relatenews relevant xiangguan hot hots hotlist rank ranking ranklist phb login signin signup register logout user search searchbox sousuo banner ad ads adv advert ' +
    'advertisement gg guanggao toolbar tool tools widget widgets tag tags keywords copyright copyrights disclaimer shengming statement pagination pager pages paging ' +
    'qrcode qr ewm erweima code popup pop modal dialog tip tips subscribe follow feedback links link friendlink prev next prevnext previous feed feeds promo sponsor toc ' +
    'gotop totop backtop float fixed zan praise like vote dig donate reward dashang app download profile').split(' '),
);
/** Names of what readers wrote, which may be longer than the article. */
const REPLIES = new Set('comment comments commentlist pinglun pl cmt reply replies replylist discuss liuyan guestbook respond'.split(' '));
/** Names of what belongs to the article although a word of them says otherwise: `article-header`, `post_top`. */
const OWN = new Set('article content contents body entry text txt zhengwen detail details story maincontent articlecontent newscontent trs editor zoom title biaoti main summary abstract'.split(' '));

/** What the names of an element say of it: `replies` and `beside` stand around an article; null for what may be anything. */
export function namedAs(element: HtmlElement): 'replies' | 'beside' | 'own' | null {
  const words = wordsOf(element);
  if (words.some((word) => REPLIES.has(word))) return 'replies';
  const own = words.some((word) => OWN.has(word));
  if (words.some((word) => BESIDE.has(word))) return own ? null : 'beside';
  return own ? 'own' : null;
}

/** Whether a name of the element is or begins with a word: `title`, `titleBox`. */
export function isNamed(element: HtmlElement, names: RegExp): boolean {
  return wordsOf(element).some((word) => names.test(word));
}

/** The words of class and id, in small letters: hyphens, digits and capitals part them. */
function wordsOf(element: HtmlElement): string[] {
  const names = `${attribute(element, 'class')} ${attribute(element, 'id')}`.slice(0, 300);
  return names.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter((word) => word !== '');
}
