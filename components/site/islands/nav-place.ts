// Takes hold of the navigation of components/site/Header.tsx, which scrolls on a phone: brings the place of this page into sight.

const current = document.querySelector<HTMLElement>('.top [aria-current]');
const nav = current?.closest('nav');
if (current && nav) nav.scrollLeft += current.getBoundingClientRect().left - nav.getBoundingClientRect().left - (nav.clientWidth - current.offsetWidth) / 2;

export {};
