/** The look of the mailbox: calm, readable at any width, dark text on light ground with AA contrast. */
export const styles = `
:root { --ink: #1d2730; --soft: #56636e; --line: #dde3e8; --ground: #f5f7f8; --paper: #fff; --accent: #1f5f8b;
  --go: #1e6b3c; --go-ground: #e6f3ea; --wait: #7a4b00; --wait-ground: #fdf1dc; --stop: #96281f; --stop-ground: #fbe9e7; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible, iframe:focus-visible
  { outline: 3px solid #ffbf47; outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -9999px; }
.skip:focus { left: 1rem; top: 0.5rem; background: var(--paper); padding: 0.25rem 0.75rem; }
header { background: var(--paper); border-bottom: 1px solid var(--line); }
.bar { max-width: 68rem; margin: 0 auto; padding: 0.875rem 1.25rem; display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: baseline; }
.bar strong { font-size: 1.125rem; }
.bar strong a { color: inherit; text-decoration: none; }
.bar span { color: var(--soft); font-size: 0.875rem; margin-left: auto; }
main { max-width: 68rem; margin: 0 auto; padding: 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.75rem; overflow-wrap: anywhere; }
h2 { font-size: 1.0625rem; margin: 0 0 0.5rem; }
.tools { display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; justify-content: space-between; margin: 0 0 1rem; }
.tools h1 { margin: 0; }
.tools form { display: flex; gap: 0.5rem; align-items: end; min-width: 0; }
.tools form div { min-width: 0; }
select { width: 20rem; }
label { font-size: 0.875rem; color: var(--soft); display: block; }
select, button { font: inherit; padding: 0.375rem 0.75rem; border: 1px solid #8b98a3; border-radius: 6px; background: var(--paper); color: var(--ink); max-width: 100%; }
button { cursor: pointer; }
.list { list-style: none; margin: 0; padding: 0; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.list li + li { border-top: 1px solid var(--line); }
.list a { display: grid; grid-template-columns: 17rem 1fr auto; gap: 0 1rem; padding: 0.75rem 1.125rem; color: inherit; text-decoration: none; align-items: baseline; }
.list a:hover { background: #f0f5f9; }
.list .to { color: var(--soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.list .subject { font-weight: 600; overflow-wrap: anywhere; display: flex; flex-wrap: wrap; gap: 0 0.625rem; align-items: center; }
.list time { color: var(--soft); font-size: 0.875rem; white-space: nowrap; }
.tag { display: inline-block; font-size: 0.8125rem; font-weight: 600; padding: 0 0.5rem; border-radius: 999px; white-space: nowrap; }
h2 { display: flex; flex-wrap: wrap; gap: 0 0.625rem; align-items: center; }
.tag.go { color: var(--go); background: var(--go-ground); }
.tag.wait { color: var(--wait); background: var(--wait-ground); }
.tag.stop { color: var(--stop); background: var(--stop-ground); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem; margin: 0 0 1.25rem; }
.empty { text-align: center; padding: 3rem 1.25rem; color: var(--soft); }
dl { display: grid; grid-template-columns: 8rem 1fr; gap: 0.375rem 1rem; margin: 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
dd ul { margin: 0; padding: 0; list-style: none; }
.event { border-left: 6px solid var(--accent); }
.event.go { border-left-color: var(--go); } .event.wait { border-left-color: #b87503; } .event.stop { border-left-color: var(--stop); }
.event .when { font-size: 1.125rem; font-weight: 600; margin: 0 0 0.75rem; }
.ways { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0; padding: 0; list-style: none; border-bottom: 1px solid var(--line); }
.ways a { display: block; padding: 0.5rem 0.875rem; color: var(--ink); text-decoration: none; border-bottom: 3px solid transparent; }
.ways a[aria-current] { border-bottom-color: var(--accent); font-weight: 600; }
.ways a:hover { background: #eef3f7; }
pre { margin: 0; font: 0.875rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.text { font: inherit; }
iframe { width: 100%; height: 34rem; border: 0; background: #fff; display: block; }
.body { padding-top: 1.25rem; }
nav.pages { display: flex; justify-content: space-between; margin-top: 1rem; }
.news { background: #e8f1f8; border: 1px solid #b9d3e6; border-radius: 8px; padding: 0.5rem 1rem; margin: 0 0 1rem; }
.news[hidden] { display: none; }
@media (max-width: 40rem) {
  .list a { grid-template-columns: 1fr auto; padding: 0.75rem 1rem; }
  .list .to { grid-row: 1; } .list time { grid-row: 1; } .list .subject { grid-column: 1 / -1; }
  .tools form { width: 100%; } .tools form div { flex: 1; } select { width: 100%; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.5rem; }
  main { padding: 1rem; } .card { padding: 1rem; }
  .bar span { margin-left: 0; width: 100%; }
}
@media print { .tools, .ways, .skip { display: none; } }
`;
