/**
 * Files in one, as every system opens it (a ZIP archive). They are kept as they are: text of a few kilobytes each is not worth a
 * library that presses it.
 */
export function zip(files: readonly { name: string; text: string }[], at: Date): Blob {
  const encoder = new TextEncoder()
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  const add = (part: Uint8Array<ArrayBuffer>) => {
    parts.push(part)
    offset += part.length
  }
  for (const { name, text } of files) {
    const [path, bytes] = [encoder.encode(name), encoder.encode(text)]
    const about = [
      ...NAMES_ARE_UTF8,
      ...dosTime(at),
      [4, crc32(bytes)],
      [4, bytes.length],
      [4, bytes.length],
      [2, path.length],
      [2, 0],
    ] as Field[]
    directory.push(record([[4, 0x02014b50], [2, 20], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), path)
    add(record([[4, 0x04034b50], [2, 20], ...about]))
    add(path)
    add(bytes)
  }
  const start = offset
  for (const part of directory) add(part)
  const [count, size] = [files.length, offset - start]
  add(
    record([
      [4, 0x06054b50],
      [2, 0],
      [2, 0],
      [2, count],
      [2, count],
      [4, size],
      [4, start],
      [2, 0],
    ]),
  )
  return new Blob(parts, { type: 'application/zip' })
}

type Field = readonly [bytes: 2 | 4, value: number]

const NAMES_ARE_UTF8: readonly Field[] = [
  [2, 0x0800],
  [2, 0],
]

function record(fields: readonly Field[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(fields.reduce((sum, [length]) => sum + length, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [length, value] of fields) {
    if (length === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += length
  }
  return bytes
}

function dosTime(at: Date): readonly Field[] {
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)
  const date = ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()
  return [
    [2, time],
    [2, date],
  ]
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
