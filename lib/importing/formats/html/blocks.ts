/** Elements that stand in lines of their own. */
export const BLOCKS = new Set(
  ('address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html ' +
    'legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul').split(' '),
);
