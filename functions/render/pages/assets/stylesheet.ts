/** Renders `style.css`, the stylesheet of all pages. It uses system fonts and supports light and dark mode, widths from 320 px, all scripts, and print. */
import type { Document } from "../../document.ts";

export function renderStyle(): Document {
  return { name: "style.css", body: minified(STYLE), type: "text/css; charset=utf-8", freshness: "page" };
}

/** A block that is indented. Those deeper than six are not, since a phone has no room for more. */
const NESTED = " :is(ul, ol, dl, blockquote, details)";

const STYLE = `:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --wash: #f6f2ec; --line: #e5dfd5; --soft: #6b645b; --ink: #211f1c; --accent: #ad3a05; --on-accent: #fff;
  --serif: ui-serif, Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --shade: #211f1c2e; --page: 42rem;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --wash: #211f1c; --line: #3a362f; --soft: #aba397; --ink: #ece7df; --accent: #ff9f63; --on-accent: #231004; --shade: #000c; }
}
*, ::before, ::after { box-sizing: border-box; }
html { font-size: 106.25%; -webkit-text-size-adjust: none; text-size-adjust: none; }
body { margin: 0; padding-inline: max(1.25rem, env(safe-area-inset-left)); background: var(--paper); color: var(--ink);
  font: 1rem/1.6 var(--sans); overflow-wrap: anywhere; }
.banner, main, .colophon { max-inline-size: var(--page); margin-inline: auto; }
.feed { --page: 64rem; }
h1, h2, h3, h4, h5, h6 { margin: 0; line-height: 1.25; text-wrap: balance; }
h1 { font: 700 clamp(1.9rem, 1.4rem + 2.4vw, 2.75rem)/1.15 var(--serif); letter-spacing: -.012em; }
p, ul, ol { margin: 0; }
:is(.e-content, .subscribe, .not-found) p { text-wrap: pretty; }
img, video { max-inline-size: 100%; block-size: auto; }
a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: .06em; }
a:hover { text-decoration-thickness: .12em; }
:focus-visible { outline: .18rem solid var(--accent); outline-offset: .2rem; border-radius: .15rem; }
.skip { position: absolute; inset-block-start: -6rem; padding: .6rem 1rem; background: var(--ink); color: var(--paper); z-index: 1; }
.skip:focus { inset-block-start: .5rem; }

.banner { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .75rem 1rem; padding-block: 1.5rem; }
.site-name { display: flex; align-items: center; gap: .6rem; color: inherit; font-weight: 650; text-decoration: none; }
.icon { flex: none; inline-size: 2rem; block-size: 2rem; border-radius: .45rem; }
.banner nav { display: flex; align-items: center; gap: .9rem; font-size: .9rem; }
[dir=rtl] .site-name[dir=ltr] { justify-content: end; }
.banner .button { padding-inline: .7rem; }
.banner nav a:not(.button) { color: var(--soft); padding-block: .3rem; }
.site-title { display: grid; grid-template-columns: auto 1fr; align-items: center; gap: .3rem 1rem; padding-block: clamp(1rem, 4vw, 2.5rem) .5rem; }
.site-title .icon { inline-size: 3.25rem; block-size: 3.25rem; border-radius: .75rem; }
.site-title p { grid-column: 1 / -1; margin-block-start: .5rem; text-wrap: pretty; max-inline-size: 38rem; color: var(--soft); font-size: 1.1rem; }
.button, button { display: inline-block; padding: .3rem .85rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--paper);
  color: var(--ink); font: 600 .85rem/1.5 var(--sans); text-decoration: none; cursor: pointer; white-space: nowrap; }
.button:hover, button:hover { border-color: var(--accent); color: var(--accent); }
.main-button { padding: .55rem 1.2rem; border-color: transparent; background: var(--accent); color: var(--on-accent); font-size: .95rem; }
.main-button:hover { color: var(--on-accent); text-decoration: underline; }
[hidden] { display: none; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.headline { padding-block: clamp(1rem, 4vw, 2.5rem) 1.75rem; }
.kicker { margin-block-end: .2rem; color: var(--accent); font-weight: 650; font-size: .9rem; }
.kicker a { text-decoration: none; }
.kicker a:hover { text-decoration: underline; }
.facts { color: var(--soft); font-size: .88rem; }
.facts :is(span, a) { unicode-bidi: isolate; }
.facts > :not(:last-child)::after { content: "\\a0·" / ""; }
.facts :is(time, .reading) { white-space: nowrap; }
.facts a { color: inherit; text-decoration-color: var(--line); }
.facts a:hover { color: var(--accent); }
.headline .facts { margin-block-start: 1rem; }
.person .u-photo { border-radius: 50%; }
.tags, .periods { display: flex; flex-wrap: wrap; gap: .45rem; padding: 0; list-style: none; font-size: .88rem; }
.tags a, .periods a { display: block; padding: .15rem .7rem; border-radius: 1rem; background: var(--wash); color: var(--ink); text-decoration: none; }
.periods { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.1rem, 1fr)); margin-block: .6rem 1.8rem; text-align: center; }
.periods a { padding-inline: .3rem; }
.tags a:hover, .periods a:hover { background: var(--accent); color: var(--on-accent); }
.tags small { opacity: .8; }

.columns { display: grid; gap: 3rem; }
.columns h2 { font-size: 1rem; color: var(--soft); font-weight: 600; }
.sidebar { display: grid; gap: 2.25rem; align-content: start; }
.sidebar h2 + * { margin-block-start: .6rem; }
.sidebar h3 { margin-block-start: .8rem; color: var(--soft); font-size: .88rem; font-weight: 500; }
.sidebar h3 + * { margin-block-start: .35rem; }
.sidebar summary { margin-block-start: .8rem; color: var(--soft); font-size: .9rem; }
summary { cursor: pointer; }
@media (min-width: 56rem) {
  .columns { grid-template-columns: minmax(0, 1fr) 19rem; gap: 4.5rem; }
  .columns:has(> div > .headline) > .sidebar { margin-block-start: clamp(1rem, 4vw, 2.5rem); }
}
@media (min-width: 56rem) and (min-height: 46rem) {
  .sidebar:not(:has(nav)) { position: sticky; inset-block-start: 1.5rem; align-self: start; }
}
.entries { padding: 0; list-style: none; }
.entry { display: flow-root; padding-block: 1.5rem; border-block-end: 1px solid var(--line); }
.entry:last-child { border: 0; }
.entry h2, .entry h3 { font: 650 1.3rem/1.3 var(--serif); color: inherit; }
.entry h2 a, .entry h3 a { color: inherit; text-decoration: none; }
.entry h2 a:hover, .entry h3 a:hover { color: var(--accent); text-decoration: underline; }
.entry .p-summary { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; margin-block-start: .45rem; font: 1rem/1.55 var(--serif); }
.entry .facts { margin-block-start: .55rem; }
.thumbnail { float: inline-end; inline-size: 6.5rem; block-size: 6.5rem; margin-block-start: .45rem; margin-inline-start: 1.25rem; border-radius: .5rem; object-fit: cover; }
.brief .entry { padding-block: .9rem; }
.brief h2 { font-size: 1.12rem; }
.neighbours { display: flex; justify-content: space-between; gap: 1rem; padding-block: 1rem; }
.neighbours a { display: grid; padding: .7rem 1rem; border: 1px solid var(--line); border-radius: .7rem; color: inherit; text-decoration: none; }
.neighbours a:hover { border-color: var(--accent); }
.neighbours span { color: var(--soft); font-size: .85rem; }
.neighbours [rel=next] { margin-inline-start: auto; text-align: end; }
.empty { padding: 2.5rem 2rem; border: 2px dashed var(--line); border-radius: 1rem; text-align: center; }
.empty p { max-inline-size: 28rem; margin: .6rem auto 0; color: var(--soft); }
.not-found main { padding-block: clamp(2rem, 10vw, 6rem); }
.not-found main p { margin-block: .75rem 1.5rem; }
.not-found .kicker { margin-block: 0; }

.subscribe { container-type: inline-size; padding: 1.4rem; border-radius: 1rem; background: var(--wash); font-size: .9rem; }
.subscribe h2 { font-size: 1.15rem; color: inherit; }
.subscribe .subject { margin-block-start: .1rem; }
.subscribe > * + * { margin-block-start: .8rem; }
.subject { color: var(--soft); }
.hint { color: var(--soft); font-size: .85rem; }
.addresses { display: grid; gap: .9rem; padding: 0; list-style: none; }
.addresses li { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .6rem; }
.addresses code { order: 1; flex: 1 0 100%; padding: 0; background: none; font: .8rem/1.45 var(--mono); user-select: all; -webkit-user-select: all; }
[dir=rtl] .addresses code { text-align: right; }
@container (min-width: 30rem) {
  .addresses .button { flex: 0 0 auto; min-inline-size: 7rem; text-align: center; }
  .addresses code { order: 0; flex: 1; }
}
.article .subscribe { margin-block-start: 4rem; }
.colophon { margin-block-start: 4rem; padding-block: 1.5rem 2.5rem; border-block-start: 1px solid var(--line); color: var(--soft); font-size: .88rem; }

.hero { display: block; inline-size: 100%; margin-block-end: 2rem; border-radius: .7rem; }
.standfirst { margin-block-start: .9rem; color: var(--soft); font: 1.2rem/1.5 var(--serif); text-wrap: pretty; }
.players { display: grid; gap: .8rem; margin-block-end: 2rem; }
.toc { margin-block-end: 2rem; }
.toc summary { cursor: pointer; font-weight: 600; }
.toc ol { display: grid; gap: .35rem; margin-block-start: .6rem; padding: 0; list-style: none; }
.toc .deeper { padding-inline-start: 1.2rem; }
.e-content { font: 1.1rem/1.7 var(--serif); }
.e-content > * { margin-block: 0; }
.e-content :is(p, ul, ol, dl, summary + *, blockquote, figure, pre, table, hr, details, .scroll, section, audio, video):not(:first-child) { margin-block-start: 1.3em; }
.e-content :is(h2, h3, h4, h5, h6) { margin-block: 2em 0; font-family: var(--sans); font-size: 1.1rem; }
.e-content h2 { font-size: 1.4rem; }
.e-content h3 { font-size: 1.2rem; }
.e-content :is(h2, h3, h4, h5, h6) + * { margin-block-start: .7em !important; }
.e-content :is(ul, ol) { padding-inline-start: 1.5em; }
.e-content li + li, .e-content li > :is(ul, ol) { margin-block-start: .4em !important; }
.e-content :is(blockquote, figure) { margin-inline: 0; }
.e-content dd { margin-inline-start: 2em; }
blockquote { padding-inline-start: 1.2em; border-inline-start: .2rem solid var(--accent); color: var(--soft); }
.e-content img { display: inline-block; border-radius: .4rem; vertical-align: middle; }
figcaption, caption { margin-block-start: .6em; color: var(--soft); font: .88rem/1.5 var(--sans); text-align: start; }
code, kbd, samp { padding: .1em .3em; border-radius: .25rem; background: var(--wash); font: .86em var(--mono); }
pre { padding: 1em 1.2em; border-radius: .6rem; background: var(--wash); overflow-x: auto; direction: ltr; text-align: left; font: .88rem/1.55 var(--mono); overflow-wrap: normal; tab-size: 2; }
pre code { padding: 0; background: none; font: inherit; }
.scroll { overflow-x: auto; background:
  linear-gradient(90deg, var(--paper) 2rem, transparent) 0 / 4rem 100% no-repeat local, linear-gradient(-90deg, var(--paper) 2rem, transparent) 100% / 4rem 100% no-repeat local,
  linear-gradient(90deg, var(--shade), transparent) 0 / 1.1rem 100% no-repeat scroll, linear-gradient(-90deg, var(--shade), transparent) 100% / 1.1rem 100% no-repeat scroll; }
table { inline-size: 100%; border-collapse: collapse; font: .92rem/1.5 var(--sans); overflow-wrap: normal; }
th, td { min-inline-size: 5.5rem; padding: .5em 1em .5em 0; border-block-end: 1px solid var(--line); vertical-align: top; }
th { font-weight: 650; }
th:not([align]) { text-align: start; }
:is(th, td):last-child { padding-inline-end: 0; }
hr { border: 0; border-block-start: 1px solid var(--line); }
mark { background: #ffe08a; color: #211f1c; }
sup, sub { line-height: 0; font-size: .75em; }
:is(small, sub, sup, code, kbd, samp) :is(small, sub, sup, code, kbd, samp) :is(small, sub, sup, code, kbd, samp) { font-size: 1em; }
details { padding: .8em 1em; border: 1px solid var(--line); border-radius: .6rem; }
.sidebar details { padding: 0; border: 0; }
.e-content${NESTED.repeat(6)} :is(ul, ol, dd, blockquote, details) { margin-inline: 0; padding-inline: 0; border-inline: 0; list-style-position: inside; }
audio, video { inline-size: 100%; border-radius: .5rem; }
video { aspect-ratio: auto 16 / 9; background: #000; }
.footnotes { margin-block-start: 3em !important; padding-block-start: 1.3em; border-block-start: 1px solid var(--line); font-size: .95rem; }
.footnotes > *, .footnotes p { margin: 0 !important; }
.footnotes-sep { display: none; }
.attachments { margin-block-start: 2.5rem; }
.attachments h2 { font-size: 1.1rem; }
.attachments ul { display: grid; gap: 1.25rem; margin-block-start: .8rem; padding: 0; list-style: none; }
.original { margin-block-start: 2rem; font-weight: 600; }
.article .tags { margin-block-start: 2.5rem; }

:lang(ja), :lang(zh), :lang(ko) { --serif: var(--sans); line-break: strict; text-autospace: normal; }
:lang(ja) { --sans: system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; }
:lang(ko) { word-break: keep-all; }
:is(:lang(ja), :lang(zh)) :is(em, i, cite) { font-style: normal; font-weight: 600; }
:is(:lang(ja), :lang(zh), :lang(ko)) :is(h1, h2, h3) { word-break: auto-phrase; letter-spacing: 0; }
:is(:lang(ja), :lang(zh), :lang(ko), [dir=rtl]) .e-content { line-height: 1.9; }
[dir=rtl] :is(h1, h2, h3) { letter-spacing: 0; line-height: 1.4; }
@media (max-width: 34rem) {
  .banner { gap: .5rem; }
  .site-name { flex: 1 1 7.5rem; max-inline-size: 100%; gap: .5rem; overflow-wrap: break-word; font-size: .95rem; line-height: 1.25; }
  .site-name .icon { inline-size: 1.7rem; block-size: 1.7rem; }
  .banner nav { gap: .7rem; font-size: .85rem; }
  .e-content { hyphens: auto; }
  .thumbnail { inline-size: 4.5rem; block-size: 4.5rem; }
}
@media print {
  :root { --paper: #fff; --wash: #fff; --line: #bbb; --soft: #444; --ink: #000; --accent: #000; }
  html { font-size: 10.5pt; }
  .skip, .banner nav, .subscribe, .sidebar, .neighbours, .toc, audio, video, button { display: none; }
  .e-content a[href^=http]::after { content: " (" attr(href) ")"; font-size: .8em; }
  .headline .u-url::after { content: " (" attr(href) ")"; }
  .e-content .bare::after { content: none !important; }
  :is(.footnote-backref, .reversefootnote) { display: none; }
  details::details-content { display: block; content-visibility: visible; }
  .e-content { orphans: 3; widows: 3; }
  h1, h2, h3 { break-after: avoid; }
  pre, figure, blockquote, tr, img { break-inside: avoid; }
  pre { border: 1px solid var(--line); white-space: pre-wrap; }
}
`;

/** Removes whitespace that only helps human readers. Assumes that no selector has a space after `:`. */
function minified(css: string): string {
  return css
    .replace(/\n\s*/g, "\n")
    .replace(/([{;:,]) /g, "$1")
    .replace(/;? }/g, "}")
    .replace(/ \{/g, "{");
}
