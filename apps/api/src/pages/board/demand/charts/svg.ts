/** Attributes of an element; null leaves one out. */
type Attributes = Readonly<Record<string, string | number | null>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);
}

/** Finished SVG, escaped already. */
export type Svg = string & { readonly svg: unique symbol };

/** Words inside an element. */
export function words(text: string): Svg {
  return escaped(text) as Svg;
}

/** One element. Numbers are cut to tenths: a picture needs no more. */
export function element(name: string, attributes: Attributes, ...inside: readonly Svg[]): Svg {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? tenths(value) : escaped(String(value))}"`)
    .join('');
  return `<${name}${given}>${inside.join('')}</${name}>` as Svg;
}

function tenths(value: number): string {
  return String(Math.round(value * 10) / 10);
}
