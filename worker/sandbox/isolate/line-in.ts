/** Where in a file an error came from, by the topmost entry of its stack that names the file. */
export function lineIn(file: string, stack: unknown): number | null {
  if (typeof stack !== 'string') return null
  const at = stack.indexOf(`${file}:`)
  const line = at < 0 ? Number.NaN : Number.parseInt(stack.slice(at + file.length + 1), 10)
  return Number.isInteger(line) ? line : null
}
