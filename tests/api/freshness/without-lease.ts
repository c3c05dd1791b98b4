import { Clock } from '../../../lib/platform/commit-clock/clock';

/*
 * Loaded before the server, this takes out the one check that the guarantee rests on: once it has looked, an instance
 * never looks again. The test that finds nothing wrong with the real server has to find this one wrong.
 */
const real = Clock.prototype.current;
Object.defineProperty(Clock.prototype, 'fresh', {
  get(this: Clock) {
    return this.tick >= 0;
  },
});
Clock.prototype.current = function current(this: Clock) {
  return this.tick >= 0 ? Promise.resolve(true) : real.call(this);
};
