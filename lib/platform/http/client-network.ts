import { CLIENT_ADDRESS } from './headers';

/**
 * Who counts as one client in limits by address: an IPv4 address, or the /64 of an IPv6 one, in which anybody
 * has as many addresses as he likes.
 * @param headers of a request that came through the server in front, which sets the address
 */
export function clientNetwork(headers: Headers): string {
  return networkOf(headers.get(CLIENT_ADDRESS) ?? 'unknown');
}

/**
 * Who counts as one place in limits that a whole office or household shares on purpose: the /24 of an IPv4 address; of an IPv6
 * one what it is already.
 * @param network as `clientNetwork` tells it
 */
export function placeOf(network: string): string {
  const [, prefix] = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(network) ?? [];
  return prefix === undefined ? network : `${prefix}.0/24`;
}

/** @param address as the server in front writes it: IPv4, IPv6, or 'unknown' */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const groups = (part: string) => part.split(':').filter(Boolean);
  const [first, last] = [groups(head), groups(tail ?? '')];
  // An IPv4 address at the end stands for two groups.
  const length = first.length + last.length + (address.includes('.') ? 1 : 0);
  const all = tail === undefined ? first : [...first, ...Array<string>(Math.max(0, 8 - length)).fill('0'), ...last];
  return `${all.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
