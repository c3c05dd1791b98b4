/**
 * Header of a request that a page of somebody's own sends: the id of the account that the page was made for. Whoever is signed
 * in by now may be another, in another tab, and must not save the one's words under his own name.
 */
export const PAGE_ACCOUNT = 'x-anli-account';
