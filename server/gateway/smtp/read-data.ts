import type { Readable } from 'node:stream'

/** All mails that are read or wait to be taken apart share so much memory; who comes when it is used up comes again later. */
const TOGETHER = 200 * 1024 * 1024

let inHand = 0

/** `letGo`: nobody needs the bytes any more. */
export type Data = { bytes: Buffer; letGo(): void } | { refused: 'too large' | 'busy' }

/** Reads a mail to its end, and never keeps more of it than may be. One that is cut off never gets there. */
export function readData(stream: Readable, limit: number, together = TOGETHER): Promise<Data> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = []
    let size = 0
    let refused: 'too large' | 'busy' | null = null
    const letGo = () => {
      inHand -= size
      size = 0
      chunks = []
    }
    stream.on('data', (chunk: Buffer) => {
      if (refused) return
      if (size + chunk.length > limit) refused = 'too large'
      else if (inHand + chunk.length > together) refused = 'busy'
      if (refused) return letGo()
      chunks.push(chunk)
      size += chunk.length
      inHand += chunk.length
    })
    stream.once('end', () => {
      if (refused) return resolve({ refused })
      const bytes = Buffer.concat(chunks)
      chunks = []
      resolve({ bytes, letGo })
    })
    stream.once('error', reject)
    stream.once('close', () => {
      if (stream.readableEnded) return
      letGo()
      reject(new Error('The sender hung up'))
    })
  })
}
