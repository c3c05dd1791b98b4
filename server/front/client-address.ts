import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';
import { log } from '../../lib/platform/log';

const MAPPED = /^::ffff:(?=[\d.]+$)/i;

/** What proxies add; none of it is believed where nobody is trusted. */
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/**
 * How to tell whose request it is: the peer's address, or what the proxies that are trusted say, as far as they are.
 * @param trusted TRUST_PROXY; with an empty list no header is believed, and the first that comes is told of in the log
 * @returns gives an IPv4 or IPv6 address; 'unknown' for a connection that is gone already
 */
export function clientAddressBehind(trusted: string[]): (request: IncomingMessage) => string {
  const trust = proxyAddress.compile(trusted);
  // Told once: whoever sends such a header, a visitor too, could fill the log else.
  let told = trusted.length > 0;
  return (request) => {
    if (!told && FORWARDED.some((name) => request.headers[name] !== undefined)) {
      told = true;
      log().warn({ peer: request.socket.remoteAddress }, 'requests come with X-Forwarded-For, and TRUST_PROXY is not set: behind a proxy all visitors count as one in limits; set TRUST_PROXY to its address');
    }
    // From the peer outwards up to the first that is not trusted; what a proxy calls "unknown" or worse counts as the proxy.
    const hops = trusted.length === 0 ? [request.socket.remoteAddress ?? ''] : proxyAddress.all(request, trust);
    const named = hops.map((hop) => (hop ?? '').replace(MAPPED, '')).filter((hop) => isIP(hop) !== 0);
    return named.at(-1) ?? 'unknown';
  };
}
