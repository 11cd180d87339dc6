import { crc32, deflateSync } from 'node:zlib'
import { makePdf } from './make-pdf'

/** Standard security handler, revision 2: no password opens it but one nobody knows. */
export function locked(page: string): Buffer {
  const entry = `<${'a5'.repeat(32)}>`
  return makePdf({
    pages: [page],
    extra: { 9: `<< /Filter /Standard /V 1 /R 2 /O ${entry} /U ${entry} /P -44 >>` },
    trailer: '/Encrypt 9 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]',
  })
}

export function hugePng(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const around = Buffer.alloc(8)
    around.writeUInt32BE(data.length, 0)
    around.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([around.subarray(0, 4), body, around.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(10_000_000))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
