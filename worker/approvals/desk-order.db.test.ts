import { expect, it } from 'vitest'
import { listApprovals } from '@/server/services/approvals/list'
import { testWorld, waiting } from '../testing/world'

const world = testWorld()

it('lists what is open by when it closes, page by page, and what never closes after it, the newest first', async () => {
  const { workspace, start } = await world.flow('t → ask', {
    ask: {
      type: 'approval.ask',
      params: { question: '{{ trigger.name }}', approvers: { members: [], roles: ['approver'], emails: [] } },
    },
  })
  const names = ['never, older', 'in 3 days', 'in 1 day', 'in 3 days, newer', 'never', 'in 2 days']
  const engine = await world.worker()
  for (const name of names) {
    const runId = await start({ name })
    await engine.take([runId])
    await world.until(runId, waiting)
    const days = /in (\d)/.exec(name)?.[1]
    if (days) await world.sql()`update wait set wake_at = date_trunc('day', now()) + ${`${days} days`}::interval where run_id = ${runId}`
  }
  for (const tab of ['open', 'mine'] as const) {
    const seen: string[] = []
    for (let cursor: Awaited<ReturnType<typeof listApprovals>>['nextCursor'] | undefined; cursor !== null; ) {
      const page = await listApprovals({ actor: workspace.approver }, { tab, limit: 1, cursor })
      seen.push(...page.items.map(({ question }) => question))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['in 1 day', 'in 2 days', 'in 3 days, newer', 'in 3 days', 'never', 'never, older'])
  }
})
