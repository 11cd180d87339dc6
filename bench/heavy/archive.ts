import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A service that gives 24 MB of JSON to whoever asks, and says how much it was sent. */
export async function openArchive() {
  const rows = Buffer.from(JSON.stringify(Array.from({ length: 240_000 }, (_, id) => ({ id: 100_000 + id, text: 'x'.repeat(76) }))))
  const server = createServer(async (request, response) => {
    let bytes = 0
    for await (const chunk of request) bytes += chunk.length
    response.writeHead(200, { 'content-type': 'application/json' }).end(request.method === 'GET' ? rows : JSON.stringify({ bytes }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP
  return {
    url: `http://127.0.0.1:${port}/rows`,
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}
