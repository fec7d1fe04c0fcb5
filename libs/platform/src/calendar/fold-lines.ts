const MAX_OCTETS = 75;
const CR_LF = '\r\n';

/**
 * Content lines folded at 75 octets of UTF-8, not counting the line end (RFC 5545, 3.1). A character is never split, so that
 * readers which unfold after decoding see it whole too.
 *
 * @param text lines that end in CR LF
 */
export function foldLines(text: string): string {
  return text.split(CR_LF).map(foldLine).join(CR_LF);
}

function foldLine(line: string): string {
  const octets = Buffer.byteLength(line);
  if (octets <= MAX_OCTETS) return line;
  return octets === line.length ? foldAscii(line) : foldByCharacter(line);
}

/** Every character is one octet. The space that marks a continuation counts. */
function foldAscii(line: string): string {
  const lines = [line.slice(0, MAX_OCTETS)];
  for (let at = MAX_OCTETS; at < line.length; at += MAX_OCTETS - 1) {
    lines.push(` ${line.slice(at, at + MAX_OCTETS - 1)}`);
  }
  return lines.join(CR_LF);
}

function foldByCharacter(line: string): string {
  const lines: string[] = [];
  let current = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      lines.push(current);
      current = ' ';
      octets = 1;
    }
    current += character;
    octets += size;
  }
  return [...lines, current].join(CR_LF);
}
