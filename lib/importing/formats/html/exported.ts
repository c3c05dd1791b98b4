/** What a page that holds one article of a site's export calls its generator: all that stands in it is its author's. */
export const EXPORTED = 'anli-site-export';
