import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddress from 'proxy-addr';

const MAPPED = /^::ffff:(?=[\d.]+$)/i;

/**
 * How to tell whose request it is: the peer's address, or what the proxies that are trusted say, as far as they are.
 * @param trusted TRUST_PROXY; with an empty list no header is looked at
 * @returns gives an IPv4 or IPv6 address; 'unknown' for a connection that is gone already
 */
export function clientAddressBehind(trusted: string[]): (request: IncomingMessage) => string {
  const trust = proxyAddress.compile(trusted);
  return (request) => {
    // From the peer outwards up to the first that is not trusted; what a proxy calls "unknown" or worse counts as the proxy.
    const hops = trusted.length === 0 ? [request.socket.remoteAddress ?? ''] : proxyAddress.all(request, trust);
    const told = hops.map((hop) => (hop ?? '').replace(MAPPED, '')).filter((hop) => isIP(hop) !== 0);
    return told.at(-1) ?? 'unknown';
  };
}
