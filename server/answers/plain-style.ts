import { createHash } from 'node:crypto';

/**
 * How the plain pages look: as the site does (app/palette.css, app/frame.css, app/(site)/site.css), told once more in few words,
 * since they stand where no file can be had. Colours as the system is. A test compares the colours.
 */
export const PLAIN_STYLE = `
:root{color-scheme:light dark;--paper:#fcfbf8;--ink:#1d1b18;--soft:#655f55;--line:#e5dfd3;--accent:#a3302a}
@media(prefers-color-scheme:dark){:root{--paper:#171613;--ink:#e9e4d9;--soft:#a69e8f;--line:#35322c;--accent:#e5847a}}
*{box-sizing:border-box}
html{font:103%/1.85 "PingFang SC","Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","Microsoft YaHei",system-ui,sans-serif;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;text-size-adjust:100%;line-break:strict;text-autospace:normal}
body{margin:0;min-height:100vh;display:flex;flex-direction:column}
.wrap{width:100%;max-width:70rem;margin:0 auto;padding:0 1.25rem}
.top{border-bottom:1px solid var(--line)}
.brand,h1{font-family:"Songti SC","Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC",STSong,SimSun,serif;font-weight:600}
.brand{display:inline-block;padding:.35rem 0;font-size:1.25rem;line-height:2;letter-spacing:.12em;color:inherit;text-decoration:none}
.brand:lang(en){letter-spacing:0;font-size:1.1rem;line-height:2.3}
.brand::first-letter{color:var(--accent)}
main{flex:1;padding:4rem 0 2rem}
.kind{display:flex;align-items:center;margin:0;font-size:.8rem;letter-spacing:.14em;color:var(--accent)}
.kind::before{content:"";width:1.1rem;margin-right:.6rem;border-top:2px solid}
h1{margin:0;font-size:1.65rem;line-height:1.42}
p{margin:.9rem 0 0;max-width:36em;color:var(--soft)}
ul{display:flex;flex-wrap:wrap;margin:1.8rem 0 0;padding:0;list-style:none}
li{margin-right:1.6rem}
li a{display:inline-block;padding:.2rem 0;color:inherit;text-decoration-color:var(--line);text-underline-offset:.28em}
a:hover{color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
footer{margin-top:5rem;border-top:1px solid var(--line);padding:1.6rem 0 3rem;font-size:.8rem}
footer p{margin:0;max-width:52em}
@media(min-width:48rem){html{font-size:106.25%}.wrap{padding:0 1.75rem}.top .wrap{min-height:3.75rem}.brand{padding-top:.4rem}h1{font-size:2.15rem}}
`;

/** What a Content-Security-Policy has to name for it. */
export const PLAIN_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PLAIN_STYLE).digest('base64')}'`;
