import { expect, test } from 'vitest';
import { makePublished } from '../support/articles';
import { createCast } from '../support/people';
import { visitor } from '../support/client';
test('smoke', async () => {
  const t0 = performance.now();
  const cast = await createCast();
  const t1 = performance.now();
  for (let i = 0; i < 10; i++) await makePublished(cast);
  const t2 = performance.now();
  const article = await makePublished(cast);
  const page = await visitor.get(`/cases/${article.number}`);
  const t3 = performance.now();
  console.log('cast', t1 - t0, 'ten published', t2 - t1, 'page', t3-t2);
  expect(page.status).toBe(200);
  for (const [m, p] of [['HEAD','/api/cases'],['OPTIONS','/api/cases'],['POST','/api/cases'],['GET','/api/nothing'],['GET','/desk'],['GET','/desk/x'],['GET','//evil.com'],['GET','//evil.com/x/'],['GET','/%E0%A4%A'],['GET','/%64esk'],['GET','/_next/static/nope.js'],['GET','/_next/image?url=%2Ficon.svg&w=64&q=75'],['GET','/cases/1/'],['GET','/api/auth'],['GET','/api/auth/nope'],['PUT','/api/auth/session'],['GET','/api/articles/not-an-id']]) {
    const a = await visitor.send(m!, p!);
    console.log(m, p, a.status, JSON.stringify(a.headers), a.text.slice(0, 150));
  }
});
