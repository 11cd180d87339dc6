/** The same request, or null when its body has more than `most` bytes: read no further than that, whatever its header claims. */
export async function limitBody(request: Request, most: number): Promise<Request | null> {
  if (!request.body) return request
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    // a Node stream is one; the DOM's types don't know
    size += chunk.byteLength
    if (size > most) return null
    chunks.push(chunk)
  }
  return new Request(request.url, { method: request.method, headers: request.headers, body: Buffer.concat(chunks), signal: request.signal })
}
