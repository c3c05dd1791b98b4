/** One page of each sort that readers see most, by the site's own API and links. */
export async function readerPages(origin: string): Promise<{ name: string; path: string }[]> {
  const { data } = (await json(`${origin}/api/cases?limit=100`)) as { data: { items: { number: number; title: string }[] } };
  const home = await (await fetch(origin)).text();
  const first = (prefix: string) => {
    const found = new RegExp(`href="(${prefix}/[^"#?/.]+)"`).exec(home)?.[1];
    if (!found) throw new Error(`The home page links to no address below ${prefix}.`);
    return found;
  };
  // The longest case is what the budget is about; its length is not in the list.
  const cases = await Promise.all(data.items.map(async ({ number }) => ({ path: `/cases/${number}`, length: (await (await fetch(`${origin}/cases/${number}`)).text()).length })));
  const longest = cases.reduce((one, other) => (other.length > one.length ? other : one));
  return [
    { name: 'home', path: '/' },
    { name: 'category', path: first('/c') },
    { name: 'case', path: longest.path },
    { name: 'collection', path: first('/collections') },
  ];
}

async function json(address: string): Promise<unknown> {
  return (await fetch(address)).json();
}
