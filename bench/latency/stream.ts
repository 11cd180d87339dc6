import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import { engineSql } from '@/server/db/client'
import type { Actor } from '@/server/services/actor'
import { followRuns } from '@/server/services/runs/follow-all'

/**
 * The list of runs as the browser follows it: the service's own stream over a real connection, as server-sent events.
 * What stands between the two in KAOS, tRPC and Next, is left out.
 */
export async function openStream(actor: Actor, onEnd: (runId: string) => void) {
  const leaving = new AbortController()
  const server = createServer(async (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.flushHeaders()
    for await (const { runId } of followRuns({ actor }, leaving.signal)) {
      if (runId === null) continue
      const [row] = await engineSql()<{ status: RunStatus }[]>`
        select status from run where workspace_id = ${actor.workspaceId} and id = ${runId}`
      if (row) response.write(`data: ${JSON.stringify({ runId, status: row.status })}\n\n`)
    }
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP
  const answer = await new Promise<IncomingMessage>((resolve) => get({ host: '127.0.0.1', port }, resolve))
  let text = ''
  answer.setEncoding('utf8')
  answer.on('data', (chunk: string) => {
    const events = (text + chunk).split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const { runId, status }: { runId: string; status: RunStatus } = JSON.parse(event.slice('data: '.length))
      if (isTerminal(status)) onEnd(runId)
    }
  })
  answer.on('error', () => {})
  return {
    close() {
      leaving.abort()
      server.closeAllConnections()
      server.close()
    },
  }
}
