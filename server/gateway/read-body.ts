import type { IncomingMessage } from 'node:http'
import type { Hold } from '../body-memory'

/** Reads a request's bytes, and stops as soon as they are too many: by themselves, or beside all others that are in hand. */
export async function readBody(request: IncomingMessage, limit: number, hold: Hold): Promise<Buffer | 'too large' | 'busy'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too large'
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const stop = (why: 'too large' | 'busy') => {
      request.off('data', take)
      request.pause()
      resolve(why)
    }
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) stop('too large')
      else if (!hold.grow(chunk.length)) stop('busy')
      else chunks.push(chunk)
    }
    request.on('data', take)
    request.on('end', () => resolve(Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => reject(new Error('The caller hung up')))
  })
}
