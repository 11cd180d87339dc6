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
    const changed = new Set<string>()
    let reading = false
    // As a page does, which looks once however many have changed; one by one they would be read behind each other.
    const read = async () => {
      if (reading) return
      reading = true
      while (changed.size > 0 && !leaving.signal.aborted) {
        const ids = [...changed]
        changed.clear()
        const rows = await engineSql()<{ runId: string; status: RunStatus }[]>`
          select id as "runId", status from run where workspace_id = ${actor.workspaceId} and id = any(${ids}::uuid[])`
        if (!response.writableEnded) for (const row of rows) response.write(`data: ${JSON.stringify(row)}\n\n`)
      }
      reading = false
    }
    for await (const { runId } of followRuns({ actor }, leaving.signal)) {
      if (runId === null) continue
      changed.add(runId)
      void read()
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
