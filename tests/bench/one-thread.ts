import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Clock } from '../../lib/platform/commit-clock/clock';
import { readEnv } from '../../lib/platform/env';
import { loadApplication } from '../../server/application/application';
import { ROOT } from '../../server/boot/root';
import { loadAssets } from '../../server/answers/built-files';
import { clientAddressBehind } from '../../server/front/client-address';
import { createFront } from '../../server/front/front';
import { watched } from '../../server/front/watch';

// The site as it would be without a thread of its own for Next: kept answers leave from the thread that renders. Started by
// threads.ts beside the site as it is, on the same database.

const env = readEnv();
const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
const address = `http://127.0.0.1:${port}`;
// Next asks the environment for it.
process.env.NEXTAUTH_URL = address;
const clock = new Clock(env.DATABASE_URL!, new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)));
const [assets, application] = await Promise.all([loadAssets(path.join(ROOT, '.next')), loadApplication(env, address, port)]);
server.on('request', watched(createFront({ application, clock, address, development: false, assets, clientAddress: clientAddressBehind([]) })));
process.on('disconnect', () => process.exit());
process.send!(address);
