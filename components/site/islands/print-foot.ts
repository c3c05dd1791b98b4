// Takes hold of the line of components/site/PrintedHead.tsx, which is seen on paper alone: writes the day into it, and its words
// into the foot of every sheet (`@page` in site.css), where a browser can print them.

const sheet = document.querySelector<HTMLElement>('.sheet')!;
const [site, address] = [...sheet.children].map((part) => part.textContent);
const day = sheet.appendChild(document.createElement('span'));

addEventListener('beforeprint', () => {
  const date = new Date().toLocaleDateString(document.documentElement.lang, { year: 'numeric', month: 'long', day: 'numeric' });
  day.textContent = sheet.dataset.printed!.replace('{date}', date);
  const foot = [site, address, day.textContent].filter(Boolean).join('　');
  document.documentElement.style.setProperty('--foot', `"${foot.replace(/["\\]/g, '\\$&')}"`);
});
