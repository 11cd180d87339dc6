/** A name that every system takes for a file: letters and digits of any script, nothing that is part of a path. */
export function fileNameOf(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return `${plain.slice(0, 60) || 'flow'}.kaos.json`
}
