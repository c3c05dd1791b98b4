/** An item of a WordPress export. */
export interface Item {
  title?: string;
  content?: string;
  excerpt?: string;
  type?: string;
  status?: string;
  id?: number;
  parent?: number;
  more?: string;
}

const item = ({ title = '渠水案例', content = '<p>渠旧。</p>', excerpt = '', type = 'post', status = 'publish', id = 1, parent = 0, more = '' }: Item) =>
  `<item><title>${title}</title><dc:creator><![CDATA[li]]></dc:creator><content:encoded><![CDATA[${content}]]></content:encoded><excerpt:encoded><![CDATA[${excerpt}]]></excerpt:encoded><wp:post_id>${id}</wp:post_id><wp:post_date><![CDATA[2023-05-06 08:00:00]]></wp:post_date><wp:status>${status}</wp:status><wp:post_parent>${parent}</wp:post_parent><wp:post_type>${type}</wp:post_type>${more}</item>`;

/** A WordPress export of these items. */
export function wxr(items: readonly Item[], before = ''): Uint8Array {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8" ?>\n<!-- generator="WordPress/6.4" -->\n${before}<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>青石站</title><wp:author><wp:author_login>li</wp:author_login><wp:author_display_name><![CDATA[李四]]></wp:author_display_name></wp:author>${items.map(item).join('')}</channel></rss>`,
  );
}

/** A Ghost export of these posts; `tables` are its others. */
export function ghost(posts: readonly unknown[], tables: object = {}): Uint8Array {
  return Buffer.from(JSON.stringify({ db: [{ meta: { version: '5.0.0' }, data: { posts, ...tables } }] }));
}
