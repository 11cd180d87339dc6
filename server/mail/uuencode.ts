/** Files that old programs write into the text: `begin 644 name`, lines of up to 45 bytes, `end`. */
export type Uuencoded = { text: string; files: { name: string; bytes: Uint8Array }[] }

export function takeUuencoded(text: string): Uuencoded {
  const files: Uuencoded['files'] = []
  const left: string[] = []
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const name = /^begin [0-7]{3,4} (.{1,300})$/.exec(lines[at] ?? '')?.[1]
    const end = name === undefined ? null : endOf(lines, at + 1)
    if (name === undefined || end === null) left.push(lines[at] ?? '')
    else {
      files.push({ name: name.trim(), bytes: Buffer.concat(lines.slice(at + 1, end).map(decodeLine)) })
      at = lines[end]?.trim() === 'end' ? end : end - 1
    }
  }
  return { text: left.join('\n'), files }
}

/** Where the data that starts here ends; null when it is no data. A file that is cut off ends where its lines do. */
function endOf(lines: readonly string[], start: number): number | null {
  let at = start
  while (at < lines.length && isData(lines[at] ?? '')) at++
  return at === start ? null : at
}

/** Spaces at the end are lost on the way, so a line may be shorter than its length says. */
function isData(line: string): boolean {
  if (line === 'end' || line === '' || !/^[\x20-\x60]+$/.test(line)) return false
  return line.length - 1 <= charactersFor(sizeOf(line)) + 1
}

function decodeLine(line: string): Buffer {
  const size = sizeOf(line)
  const bits = Array.from(line.slice(1).padEnd(charactersFor(size), ' '), (character) => (character.charCodeAt(0) - 32) & 63)
  const bytes: number[] = []
  for (let at = 0; bytes.length < size; at += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = bits.slice(at, at + 4)
    bytes.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d)
  }
  return Buffer.from(bytes.slice(0, size))
}

function sizeOf(line: string): number {
  return (line.charCodeAt(0) - 32) & 63
}

function charactersFor(size: number): number {
  return Math.ceil(size / 3) * 4
}
