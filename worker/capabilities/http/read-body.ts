import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { NodeError } from '@/flow/define/node-error'

export const MAX_BODY_BYTES = 25_000_000

/** Reads an answer, unpacked, up to a limit: a small packed body can unpack to gigabytes, so what comes out is counted. */
export async function readBody(stream: Readable, encoding: string, limit = MAX_BODY_BYTES): Promise<Buffer> {
  const unpacked = unpack(stream, encoding.trim().toLowerCase())
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of unpacked) {
      size += chunk.length
      if (size > limit) throw tooLarge(limit)
      chunks.push(chunk)
    }
  } finally {
    stream.destroy()
    unpacked.destroy()
  }
  return Buffer.concat(chunks, size)
}

function unpack(stream: Readable, encoding: string): Readable {
  const unpacker =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : null
  if (!unpacker) return stream
  stream.on('error', (error) => unpacker.destroy(error))
  return stream.pipe(unpacker)
}

function tooLarge(limit: number): NodeError {
  return new NodeError('http_too_large', `The answer is larger than ${Math.floor(limit / 1_000_000)} MB.`, {
    retry: false,
    hint: 'Ask the service for less at a time, for example page by page.',
  })
}
