const LONGEST_HEAD = 64 * 1024

/** A mail's headers by name, as they came, the first of each: plain looks at its first lines, no parser. */
export function headersIn(raw: Uint8Array): (name: string) => string {
  const text = Buffer.from(raw.subarray(0, LONGEST_HEAD)).toString('latin1')
  const head = text.split(/\r?\n\r?\n/, 1)[0]?.replace(/\r?\n[ \t]+/g, ' ') ?? ''
  const lines = head.split(/\r?\n/)
  return (name) => lines.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))?.slice(name.length + 1) ?? ''
}
