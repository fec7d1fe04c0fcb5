/**
 * The look of the mailbox: the measures, colours and focus of the GOV.UK design system, as the service's own pages have them,
 * with fonts that are on the machine. Every pair of colours has a contrast of 4.5 to 1 or more.
 */
export const styles = `
:root { --ink: #0b0c0c; --soft: #484949; --line: #cecece; --ground: #f3f3f3; --link: #1a65a6; --focus: #fd0; }
* { box-sizing: border-box; }
html { background: var(--ground); overflow-y: scroll; }
body { margin: 0; background: #fff; color: var(--ink); font: 1rem/1.5 "Helvetica Neue", Arial, sans-serif; }
.width { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
p { margin: 0 0 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1.25rem; overflow-wrap: anywhere; text-wrap: balance; }
h2 { font-size: 1.3125rem; line-height: 1.25; margin: 0 0 0.5rem; overflow-wrap: anywhere; }

a { color: var(--link); text-decoration-thickness: max(1px, 0.0625rem); text-underline-offset: 0.1578em; }
a:hover { color: #0f385c; text-decoration-thickness: max(3px, 0.1875rem); }
a:focus { outline: 3px solid transparent; color: var(--ink); background: var(--focus);
  box-shadow: 0 -2px var(--focus), 0 4px var(--ink); text-decoration: none; }
main:focus { outline: none; }
.skip:not(:focus), .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; user-select: none; }
.skip:focus { display: block; padding: 0.75rem 1rem; }

.top { background: var(--brand); color: #fff; }
.top .width { padding-top: 0.875rem; padding-bottom: 0.875rem; }
.top a { color: #fff; font-size: 1.5rem; line-height: 1.25; font-weight: 700; text-decoration: none; }
.top a:hover { text-decoration: underline; text-decoration-thickness: 3px; }
.top a:focus { color: var(--ink); }
.practice { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; margin: 0; padding: 0.625rem 0;
  border-bottom: 1px solid var(--line); }
.practice span { flex: 1 1 15rem; }
.back { display: inline-block; margin: 1rem 0 0; color: var(--ink); }
.back::before { content: ""; display: inline-block; width: 0.4375rem; height: 0.4375rem; margin: 0 0.375rem 0.125rem 0.125rem;
  border: solid; border-width: 1px 0 0 1px; transform: rotate(-45deg); }
main { display: block; padding: 1.5rem 0 3rem; }
nav + main { padding-top: 1rem; }
footer { background: var(--ground); border-top: 1px solid var(--line); padding: 1.25rem 0; color: var(--soft); }
footer p { margin: 0; }

.tag { display: inline-block; padding: 0.0625rem 0.5rem 0.125rem; font-weight: 400; color: #0f385c; background: #d2e2f1;
  text-decoration: none; white-space: nowrap; }
.tag.go { color: #083d29; background: #cfe4dc; }
.tag.wait { color: #7a3c1c; background: #ffee80; }
.tag.stop { color: #651b1b; background: #f4d7d7; }
.hint { color: var(--soft); }
.typed { white-space: pre-line; overflow-wrap: anywhere; }

.filter { display: grid; grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr) auto; gap: 1rem 1.25rem; align-items: end;
  margin: 0 0 1.5rem; padding: 1rem 1.25rem 1.25rem; background: var(--ground); }
label { display: block; margin: 0 0 0.25rem; font-weight: 700; }
select, input { width: 100%; height: 2.5rem; padding: 0.3125rem 0.5rem; font: inherit; color: var(--ink); background: #fff;
  border: 2px solid var(--ink); border-radius: 0; }
select:focus, input:focus { outline: 3px solid var(--focus); outline-offset: 0; box-shadow: inset 0 0 0 2px var(--ink); }
button { height: 2.5rem; padding: 0 0.875rem; font: inherit; color: #fff; background: #0f7a52; border: 2px solid transparent;
  border-radius: 0; box-shadow: 0 2px 0 #083d29; cursor: pointer; }
button:hover { background: #0b5c3e; }
button:focus:not(:active):not(:hover) { outline: 3px solid transparent; color: var(--ink); background: var(--focus);
  border-color: var(--focus); box-shadow: 0 2px 0 var(--ink); }
button:focus { outline: 3px solid transparent; border-color: var(--focus); box-shadow: inset 0 0 0 1px var(--focus); }

.state { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; justify-content: space-between; margin: 0 0 0.5rem; }
.state p { margin: 0; }
.state > :first-child span { margin-right: 0.75rem; color: var(--soft); }
.news [role=status] { font-weight: 700; }
.list { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.list li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.125rem 1.5rem; padding: 0.875rem 0;
  border-bottom: 1px solid var(--line); }
.list p { margin: 0; grid-column: 1; overflow-wrap: anywhere; }
.list .subject { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; }
.list .subject a { font-size: 1.1875rem; line-height: 1.3; font-weight: 700; }
.list .who { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.list .who :last-child { color: var(--soft); }
.list time { grid-column: 2; grid-row: 1; color: var(--soft); line-height: 1.55; }
.list .code strong { font-size: 1.1875rem; letter-spacing: 0.08em; font-variant-numeric: tabular-nums; }
.nothing { padding: 2rem 0; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.nothing :last-child { margin-bottom: 0; }
.pages { display: flex; justify-content: space-between; gap: 1rem; margin: 1.5rem 0 0; font-weight: 700; }
.pages .next { margin-left: auto; }
.pages .prev::before { content: "\\2190\\00a0\\00a0"; } .pages .next::after { content: "\\00a0\\00a0\\2192"; }

.glance { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; font-size: 1.1875rem; }
.glance .tag { font-size: 1rem; }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: 0 1.25rem; padding: 0.5rem 0; }
dl div + div { border-top: 1px solid var(--line); }
dt { font-weight: 700; }
dd { margin: 0; overflow-wrap: anywhere; }
dd .hint { display: block; }
dd ul { margin: 0; padding: 0; list-style: none; }
dd li + li { margin-top: 0.5rem; }
.facts { margin: 0 0 1.5rem; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.panel { margin: 0 0 1.5rem; padding: 1.25rem; text-align: center; border: 5px solid var(--brand); }
.panel p { margin: 0; font-size: 1.1875rem; }
.panel .digits { font-size: clamp(2.25rem, 11vw, 3.5rem); line-height: 1.2; font-weight: 700; letter-spacing: 0.12em; padding-left: 0.12em;
  font-variant-numeric: tabular-nums; }

.ways { border-bottom: 1px solid var(--line); margin: 0 0 1.25rem; }
.ways ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; padding: 0; list-style: none; }
.ways a { display: block; padding: 0.625rem 0 0.5rem; text-decoration: none; border-bottom: 4px solid transparent; }
.ways a:hover { text-decoration: underline; text-decoration-thickness: 3px; }
.ways a[aria-current] { color: var(--ink); border-bottom-color: var(--brand); font-weight: 700; }
.ways a:focus { box-shadow: none; border-bottom-color: var(--ink); }
.text { max-width: 44rem; font-size: 1.1875rem; line-height: 1.47; }
pre, code { font: 0.9375rem/1.5 ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre { margin: 0; padding: 1rem 1.25rem; background: var(--ground); white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { display: block; width: 100%; height: 34rem; border: 1px solid var(--line); background: #fff; }
iframe:focus { outline: 3px solid var(--focus); border-color: var(--ink); }
.event { margin: 2rem 0 0; padding: 1.25rem; border: 1px solid var(--line); border-top: 5px solid var(--brand); scroll-margin-top: 1rem; }
.event-kind { display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; margin: 0 0 0.75rem; color: var(--soft); }

@media (min-width: 40.0625em) {
  .width { padding: 0 1.875rem; }
  h1 { font-size: 2.25rem; line-height: 1.11; }
  main { padding-top: 2.5rem; }
  .event { padding: 1.5rem 1.875rem; }
}
@media (max-width: 40.0525em) {
  .filter { grid-template-columns: minmax(0, 1fr); padding: 1rem; }
  .send button { width: 100%; }
  .list li { grid-template-columns: minmax(0, 1fr); }
  .list time { grid-column: 1; grid-row: auto; }
  .list .who { flex-direction: column; }
  dl div { grid-template-columns: minmax(0, 1fr); }
}
@media print { .filter, .ways, .skip, .back, .news, .pages, .practice { display: none; } }
`;
