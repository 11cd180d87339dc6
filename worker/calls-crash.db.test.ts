import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inWorkspace } from '@/server/db/tenancy'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { requeueLostRuns } from './reconcile/lost-runs'
import { tellOfEnds } from './reconcile/owed-ends'
import { faultySql } from './testing/faulty-sql'
import { ended, testWorld } from './testing/world'

const world = testWorld()

async function pair() {
  const callee = await world.flow('t → give', {
    t: { type: 'trigger.called', params: { inputs: [{ name: 'n', kind: 'number' }] } },
    give: { type: 'flow.return', params: { result: '{{ trigger.n + 1 }}' } },
  })
  const { workspace, workspaceId, flowId, versionId, graph } = callee
  await inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled: true }))
  const inputs = [{ name: 'n', value: '{{ trigger.n }}' }]
  return world.flow(
    't → c → b',
    {
      c: { type: 'flow.call', params: { flow: flowId, inputs, wait: 'result' } },
      b: { type: 'data.set', params: { fields: [{ name: 'v', value: '{{ steps.c }}' }] } },
    },
    { workspace },
  )
}

it.each(['before', 'after'] as const)(
  'a worker that dies %s any write of caller or called: one run is called, and the caller goes on with its result',
  { timeout: 120_000 },
  async (when) => {
    for (let point = 1; ; point++) {
      const { start } = await pair()
      const id = await start({ n: 41 })
      const faulty = faultySql(world.sql())
      faulty.crashAt((append) => (append === point ? when : null))
      const doomed = await world.worker(faulty.sql)
      const over = () => world.run(id).then(ended)
      let died = false
      faulty.death.then(() => {
        died = true
      })
      while (!died && !(await over())) {
        await Promise.race([doomed.takeFairly(), faulty.death])
        await tellOfEnds(world.sql())
        await sleep(2)
      }
      if (died) {
        await world.sql()`update worker set heartbeat_at = now() - interval '1 hour' where id = ${doomed.id}`
        await requeueLostRuns(world.sql())
      }
      const second = await world.worker()
      while (!(await over())) {
        await second.takeFairly()
        await tellOfEnds(world.sql())
        await sleep(2)
      }
      expect(await world.run(id), `crash ${when} append ${point}`).toMatchObject({ status: 'succeeded' })
      expect(await world.events(id)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'b', output: { v: 42 } }))
      expect(await world.sql()`select from run where started_by->>'runId' = ${id}`).toHaveLength(1)
      if (!died) break
      expect(point).toBeLessThan(40)
    }
  },
)
