import { deflateSync } from 'node:zlib'

type Options = {
  /** Drawing operators of each page; text through the font `/F`. */
  pages: readonly string[]
  /** Further entries of the trailer, such as `/Encrypt 9 0 R`, and objects by number. */
  trailer?: string
  extra?: Readonly<Record<number, string>>
  packed?: boolean
}

/** A PDF as small as one can be, drawn by the test. */
export function makePdf({ pages, trailer = '', extra = {}, packed = false }: Options): Buffer {
  const objects = new Map<number, Buffer>()
  const put = (number: number, text: string | Buffer) => objects.set(number, Buffer.isBuffer(text) ? text : Buffer.from(text, 'latin1'))
  const kids = pages.map((_, at) => `${100 + at * 2} 0 R`).join(' ')
  put(1, '<< /Type /Catalog /Pages 2 0 R >>')
  put(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  put(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  pages.forEach((drawing, at) => {
    const number = 100 + at * 2
    put(number, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${number + 1} 0 R >>`)
    put(number + 1, stream(Buffer.from(drawing, 'latin1'), packed))
  })
  for (const [number, text] of Object.entries(extra)) put(Number(number), text)
  return assembled(objects, trailer)
}

/** Lines of text at 11 points from the top of the page; `|` sets a column. */
export function drawLines(lines: readonly string[], operators = ''): string {
  const cells = lines.flatMap((line, row) =>
    line.split('|').map((cell, column) => `1 0 0 1 ${50 + column * 260} ${790 - row * 18} Tm (${escaped(cell.trim())}) Tj`),
  )
  return `BT /F 11 Tf ${operators} ${cells.join('\n')} ET`
}

function escaped(text: string): string {
  return text.replace(/[\\()]/g, (mark) => `\\${mark}`)
}

function stream(bytes: Buffer, packed: boolean): Buffer {
  const content = packed ? deflateSync(bytes, { level: 9 }) : bytes
  const head = `<< /Length ${content.length}${packed ? ' /Filter /FlateDecode' : ''} >>\nstream\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), content, Buffer.from('\nendstream', 'latin1')])
}

function assembled(objects: ReadonlyMap<number, Buffer>, trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n', 'latin1')]
  let length = parts[0]?.length ?? 0
  const offsets: string[] = []
  for (const [number, body] of objects) {
    const object = Buffer.concat([Buffer.from(`${number} 0 obj\n`, 'latin1'), body, Buffer.from('\nendobj\n', 'latin1')])
    offsets.push(`${number} 1\n${String(length).padStart(10, '0')} 00000 n \n`)
    parts.push(object)
    length += object.length
  }
  const size = Math.max(...objects.keys()) + 1
  const end = `xref\n0 1\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF`
  return Buffer.concat([...parts, Buffer.from(end, 'latin1')])
}
