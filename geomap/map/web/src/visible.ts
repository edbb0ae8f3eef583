/**
 * Text from outside, made harmless to look at: orders that reverse or hide the text around them are written out, and
 * characters that are none become a sign for "unreadable".
 */

const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

export function visible(value: unknown): string {
  if (value === null || value === undefined) return "";
  return String(value)
    .replace(DIRECTION, (letter) => `⟦U+${letter.charCodeAt(0).toString(16).toUpperCase()}⟧`)
    .replace(CONTROL, "\ufffd");
}

/** At most `most` characters, never half of one, with an ellipsis where something was cut. */
export function shortened(text: string, most: number): string {
  const letters = [...text.slice(0, most * 4)];
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join("").trimEnd()}…`;
}

/** The address if a browser may follow it (http or https), else null. */
export function webLink(value: unknown): string | null {
  if (typeof value !== "string" || /[\u0000-\u0020]/.test(value)) return null;
  try {
    const url = new URL(value);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
