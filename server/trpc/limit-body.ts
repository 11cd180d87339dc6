import type { Hold } from '../body-memory'

/** The same request, or why its body can't be taken: read no further than `most` bytes, whatever its header claims. */
export async function limitBody(request: Request, most: number, hold: Hold): Promise<Request | 'too large' | 'busy'> {
  if (!request.body) return request
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    // a Node stream is one; the DOM's types don't know
    size += chunk.byteLength
    if (size > most) return 'too large'
    if (!hold.grow(chunk.byteLength)) return 'busy'
    chunks.push(chunk)
  }
  return new Request(request.url, { method: request.method, headers: request.headers, body: Buffer.concat(chunks), signal: request.signal })
}
