import fc from 'fast-check';

/*
 * Properties are tried on the same values each time, so that a change is told of its own faults and not of a rare one that
 * was there before. FC_SEED tries others.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_123) });
