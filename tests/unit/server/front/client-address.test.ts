import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { provideEnv, readEnv } from '../../../../lib/platform/env';
import { networkOf } from '../../../../lib/platform/http/client-network';
import { clientAddressBehind } from '../../../../server/front/client-address';
import { moduleUrl, runChild } from '../child';

/** The address that a server makes of a request from this machine with these X-Forwarded-For headers. */
async function addressOf(trusted: string[], ...forwarded: string[]): Promise<string> {
  const clientAddress = clientAddressBehind(trusted);
  const server = createServer((asked, response) => response.end(clientAddress(asked)));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { 'x-forwarded-for': forwarded, forwarded: 'for=9.9.9.9', 'x-real-ip': '9.9.9.9' };
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', headers, agent: false }, (answer) => answer.on('data', (part: Buffer) => resolve(part.toString()))).on('error', reject).end();
  });
}

describe('the address of a client', () => {
  test('is the peer’s, whatever headers say, where nobody is trusted', async () => {
    expect(await addressOf([], '1.2.3.4')).toBe('127.0.0.1');
    expect(await addressOf(['10.0.0.0/8'], '1.2.3.4')).toBe('127.0.0.1');
  });

  test('is what a trusted peer says, and only the part that trusted ones have written', async () => {
    expect(await addressOf(['loopback'], '203.0.113.7')).toBe('203.0.113.7');
    expect(await addressOf(['loopback'], '6.6.6.6, 203.0.113.7')).toBe('203.0.113.7');
    expect(await addressOf(['loopback'], '6.6.6.6', '203.0.113.7')).toBe('203.0.113.7');
    expect(await addressOf(['loopback', '203.0.113.0/24'], '6.6.6.6, 203.0.113.7')).toBe('6.6.6.6');
    expect(await addressOf(['127.0.0.1'], '2001:db8::1')).toBe('2001:db8::1');
    expect(await addressOf(['loopback'], '::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  test('is the last proxy’s where that one says nothing of use', async () => {
    for (const word of ['unknown', '_hidden', '203.0.113.7:1234', '<script>', '']) expect(await addressOf(['loopback'], word), word).toBe('127.0.0.1');
  });
});

describe('a proxy that nobody has told of', () => {
  const CLIENT = `
    import { createServer } from 'node:http';
    import { clientAddressBehind } from ${moduleUrl('server/front/client-address.ts')};
    const of = clientAddressBehind(JSON.parse(process.argv.at(-2)));
    const server = createServer((request, response) => response.end(of(request))).listen(0, '127.0.0.1', async () => {
      const headers = JSON.parse(process.argv.at(-1));
      for (let n = 0; n < 3; n += 1) await (await fetch('http://127.0.0.1:' + server.address().port, { headers })).text();
      console.log('done');
      server.closeAllConnections();
      server.close();
    });
  `;
  const warnings = async (trusted: string[], headers: object): Promise<string[]> => {
    const child = runChild(CLIENT, [JSON.stringify(trusted), JSON.stringify(headers)]);
    const lines: string[] = [];
    for (let line = await child.line(); line !== 'done'; line = await child.line()) lines.push(line);
    return lines;
  };

  test('is told of in the log once, and not where it is trusted or not there', async () => {
    const told = await warnings([], { 'x-forwarded-for': '1.2.3.4' });
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/TRUST_PROXY is not set/);
    expect(told[0]).not.toContain('1.2.3.4');
    expect(await warnings(['loopback'], { 'x-forwarded-for': '1.2.3.4' })).toEqual([]);
    expect(await warnings([], {})).toEqual([]);
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['unknown', 'unknown'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
])('%s counts as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('TRUST_PROXY', () => {
  afterEach(() => provideEnv({ TRUST_PROXY: '' }));

  test('takes addresses, networks and names', () => {
    provideEnv({ TRUST_PROXY: 'loopback, 10.0.0.0/8,192.0.2.1 ,2001:db8::/32,::1' });
    expect(readEnv().TRUST_PROXY).toEqual(['loopback', '10.0.0.0/8', '192.0.2.1', '2001:db8::/32', '::1']);
    clientAddressBehind(readEnv().TRUST_PROXY);
    provideEnv({ TRUST_PROXY: '' });
    expect(readEnv().TRUST_PROXY).toEqual([]);
  });

  test.each(['yes', '10.0.0.0/8;loopback', 'proxy.example', '0.0.0.0/0', '::/0', '10.0.0.0/33', '1'])('refuses %s', (value) => {
    provideEnv({ TRUST_PROXY: value });
    expect(() => readEnv()).toThrow(/^TRUST_PROXY/);
  });
});
