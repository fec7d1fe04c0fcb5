/** Attributes of an element; null leaves one out. */
type Attributes = Readonly<Record<string, string | number | null>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);
}

/** Finished HTML or SVG, escaped already. */
export type Markup = string & { readonly markup: unique symbol };

/** Words inside an element. */
export function words(text: string): Markup {
  return escaped(text) as Markup;
}

/** One element. Numbers are cut to tenths: a picture needs no more. */
export function element(name: string, attributes: Attributes, ...inside: readonly Markup[]): Markup {
  let given = '';
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null) continue;
    given += ` ${key}="${typeof value === 'number' ? tenths(value) : escaped(value)}"`;
  }
  return `<${name}${given}>${inside.join('')}</${name}>` as Markup;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
