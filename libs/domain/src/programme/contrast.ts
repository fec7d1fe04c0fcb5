/** The least contrast of text that is not large: WCAG 2.2, success criterion 1.4.3 (AA). */
export const LEAST_CONTRAST = 4.5;

/** Whether this is a colour as `#rrggbb`. */
export function isColour(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/**
 * Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it: each sRGB channel made linear, then weighed.
 * @param colour `#rrggbb`
 */
export function relativeLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two colours, 1 to 21: (L1 + 0.05) / (L2 + 0.05) with the lighter one first (WCAG 2.2). */
export function contrastRatio(one: string, other: string): number {
  const [lighter, darker] = [relativeLuminance(one), relativeLuminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (lighter + 0.05) / (darker + 0.05);
}

/** Whether white text of any size can be read on this colour. */
export function hasWhiteTextContrast(colour: string): boolean {
  return contrastRatio('#ffffff', colour) >= LEAST_CONTRAST;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
