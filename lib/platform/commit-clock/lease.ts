/** How long a look at the counter lets an instance serve what it has kept, in milliseconds from the look's beginning. */
export const LEASE = 50;
/** What a writer waits beyond the lease, for the difference between two machines' clocks over so short a time. */
export const MARGIN = 10;
/** How old an instance's sign of life may grow before it renews it at its next look, in milliseconds. */
export const BEAT = 2_000;
/** How long writers wait for an instance after its last sign of life; five beats, so that none is missed. */
export const LIVING = 10_000;
/** How long a look may take before it is tried once more, and then the database counts as away; a machine that is merely busy stays below it. */
export const LOOK_DEADLINE = 2_000;
