export function fileUrl(workspace: string, fileId: string): string {
  return `/api/files/${workspace}/${encodeURIComponent(fileId)}`
}

const UNITS = ['bytes', 'kB', 'MB', 'GB']

/** `820 bytes`, `4.2 MB` */
export function sizeInWords(bytes: number): string {
  let unit = 0
  let size = bytes
  while (size >= 1_000 && unit < UNITS.length - 1) {
    size /= 1_000
    unit += 1
  }
  return `${size.toLocaleString(undefined, { maximumFractionDigits: unit > 0 && size < 10 ? 1 : 0 })} ${UNITS[unit]}`
}
