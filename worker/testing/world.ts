import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import type { RunStatus } from '@/flow/engine/status'
import { draw } from '@/flow/engine/testing/drawn'
import type { Node } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { testFolder } from '@/server/blobs/testing'
import { newId } from '@/server/db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { migrateQueue } from '@/server/queue/migrate'
import { insertRuns } from '@/server/services/intake/insert-runs'
import { closeDoorbell, ring } from '@/server/services/intake/ring'
import { closeLiveBus, liveBus } from '@/server/services/live/bus'
import { hashOf } from '@/server/services/versions/hash'
import { openDocuments } from '../capabilities/documents/documents'
import { egressRules } from '../capabilities/http/address'
import { openHttp } from '../capabilities/http/http'
import { openMail } from '../capabilities/mail/mail'
import { openHeavyWork } from '../engine/heavy/heavy-work'
import { loopPulse } from '../engine/pulse/loop-pulse'
import { openIsolates } from '../sandbox/isolates'
import { TestWorker } from './test-worker'

/** A database, a blob folder and an outside world for tests of whole runs. Each engine is a worker of its own. */
export function testWorld() {
  const database = testDatabase()
  testFolder()
  const closing: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    Object.assign(process.env, {
      LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
      REDIS_URL: '',
      KAOS_EGRESS_ALLOW: '127.0.0.0/8',
    })
    await migrateQueue(process.env.DATABASE_URL ?? '')
  })
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()))
  })
  afterAll(async () => {
    await Promise.all([closeDoorbell(), closeLiveBus()])
  })

  const sql = () => database.owner()

  return {
    sql,

    /** A published flow, drawn as text; `nodes` says what each node is. */
    async flow(
      text: string,
      nodes: Record<string, Partial<Node>>,
      more: { inside?: Record<string, string>; runTimeoutMs?: number; workspace?: TestWorkspace; errorFlowId?: string } = {},
    ) {
      const { graph } = draw(text, { inside: more.inside, nodes: { t: { type: 'trigger.manual' }, ...nodes } })
      if (more.runTimeoutMs) graph.settings.runTimeoutMs = more.runTimeoutMs
      if (more.errorFlowId) graph.settings.errorFlowId = more.errorFlowId
      const workspace = more.workspace ?? (await testWorkspace(sql()))
      const workspaceId = workspace.id
      const flowId = newId()
      const versionId = newId()
      const nobody = '00000000-0000-0000-0000-000000000000'
      await sql()`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Test', ${nobody})`
      await sql()`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
        values (${versionId}, ${workspaceId}, ${flowId}, 'published', 1, ${sql().json(graph)}, ${hashOf(graph)}, ${nobody})`
      const intake = {
        workspaceId,
        flowId,
        versionId,
        mode: 'live',
        triggerNodeId: 't',
        startedBy: { kind: 'member', userId: nobody },
      } as const
      /** Its bell has rung, heard or not, before the test goes on. */
      const start = async (input: Json = {}, mode: 'live' | 'test' = 'live', effectsBlocked = false) => {
        const id = newId()
        await insertRuns(sql(), [{ ...intake, mode, effectsBlocked, id, input: JSON.stringify(input) }])
        await ring([{ id, workspaceId }])
        return id
      }
      return { workspace, workspaceId, flowId, versionId, graph, start }
    },

    /** A worker without doorbell and reconciler: the test says what it takes. */
    async worker(its: postgres.Sql = sql(), onWait: (wakeAt: number) => void = () => {}) {
      const rules = egressRules(['127.0.0.0/8'], [])
      const http = openHttp(rules)
      const mail = openMail(rules, { url: undefined, from: 'KAOS <kaos@localhost>' })
      const documents = openDocuments()
      const isolates = openIsolates()
      const heavy = openHeavyWork()
      const equipment = { http, mail, documents, isolates, model: null }
      const id = newId()
      const pulse = loopPulse(its, { id, host: 'test' })
      const engine = new TestWorker(its, id, {
        sql: its,
        bus: await liveBus(),
        pulse,
        equipment,
        heavy,
        onWait,
        onEnd: () => {},
        onCallsGivenUp: () => {},
      })
      await engine.start()
      closing.push(async () => {
        // One whose connection is cut never gets to its end.
        await Promise.race([engine.stop(0).catch(() => {}), sleep(300)])
        await Promise.all([http.close(), documents.close(), isolates.close(), heavy.close()])
      })
      return engine
    },

    /** Something outside that counts what is done to it. */
    async sink(answer: (request: IncomingMessage, count: number) => number | Promise<number> = () => 200) {
      const calls: { method: string; path: string; key: string | undefined; body: string }[] = []
      const server = createServer(async (request, response) => {
        const body = await text(request)
        const key = request.headers['idempotency-key']
        calls.push({ method: request.method ?? '', path: request.url ?? '', key: typeof key === 'string' ? key : undefined, body })
        const status = await answer(request, calls.length)
        if (status === 0) request.socket.destroy()
        else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ count: calls.length }))
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      closing.push(async () => {
        server.closeAllConnections()
        server.close()
      })
      return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls } // listening on TCP
    },

    async run(id: string) {
      const [row] = await sql()<Row[]>`select status, error, reply, epoch, losses, next_seq as "nextSeq", owner from run where id = ${id}`
      if (!row) throw new Error('no such run')
      return row
    },

    async events(id: string): Promise<RunEvent[]> {
      const rows = await sql()<{ events: JournalEntry[] }[]>`select events from journal where run_id = ${id} order by seq`
      return rows.flatMap(({ events }) => eventsOf(events))
    },

    /** Waits for the bus to tell of the run until its row fits. */
    async until(id: string, fits: (row: Row) => boolean): Promise<Row> {
      let wake = () => {}
      const unsubscribe = await (await liveBus()).subscribe(`run:${id}`, () => wake())
      try {
        for (;;) {
          const rang = new Promise<void>((resolve) => {
            wake = resolve
          })
          const row = await this.run(id)
          if (fits(row)) return row
          await rang
        }
      } finally {
        unsubscribe()
      }
    },
  }
}

type Row = {
  status: RunStatus
  error: { code: string; message: string } | null
  reply: { status: number; body: Json } | null
  epoch: number
  losses: number
  nextSeq: number
  owner: string | null
}

export const ended = ({ status }: Row) => status === 'succeeded' || status === 'failed' || status === 'cancelled'
export const waiting = ({ status }: Row) => status === 'waiting'
