import { expect, it } from 'vitest'
import { testMember } from '@/server/db/testing'
import { runReceipt } from '@/server/services/runs/receipt'
import { resolveEffect } from '@/server/services/runs/resolve'
import { requeueLostRuns } from '../reconcile/lost-runs'
import { faultySql } from '../testing/faulty-sql'
import { sandboxAccount } from '../testing/sandbox-account'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()

async function postingFlow() {
  const flow = await world.flow('t → tell', { tell: { type: 'slack.post-message', params: { channel: '#finance', text: 'Paid' } } })
  const account = await sandboxAccount(world.sql(), flow, 'tell', 'slack')
  const messages = () => world.sql()`select key from sandbox_record where connection_id = ${account} and kind = 'slack.message'`
  return { ...flow, account, messages }
}

/** The worker dies before the message is posted, or right after it, before the journal says so. */
async function leftBy(id: string, died: 'before posting' | 'after posting'): Promise<void> {
  const faulty = faultySql(world.sql())
  // The second append holds the intent, the third the result.
  faulty.crashAt((append) => (died === 'before posting' ? (append === 2 ? 'after' : null) : append === 3 ? 'before' : null))
  await (await world.worker(faulty.sql)).take([id])
  await faulty.death
  await world.sql()`update worker set heartbeat_at = now() - interval '1 hour' where id = (select owner from run where id = ${id})`
  await requeueLostRuns(world.sql(), 1)
}

async function takeUp(id: string): Promise<void> {
  await (await world.worker()).take([id])
}

/** As the reconciler does once the time has come. */
async function timePasses(id: string): Promise<void> {
  await world.sql()`update wait set fired_at = now() where run_id = ${id} and wake_at is not null and fired_at is null`
  await world.sql()`update run set status = 'queued' where id = ${id}`
  await takeUp(id)
}

async function looks(id: string) {
  return (await world.events(id)).flatMap((event) => (event.type === 'effect.looked-up' ? [[event.answer, event.note]] : []))
}

it('finds the message of a worker that died: the step goes on with it, and the look is on record', async () => {
  const { start, messages, workspaceId } = await postingFlow()
  const id = await start()
  await leftBy(id, 'after posting')
  await takeUp(id)
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const [message, ...more] = await messages()
  expect(more).toEqual([])
  expect(await looks(id)).toEqual([['found', 'KAOS looked in Slack and found the message.']])
  expect(await world.events(id)).toContainEqual(
    expect.objectContaining({ type: 'step.completed', step: 'tell', output: { channel: 'C0FINANCE01', ts: message?.key } }),
  )
  const receipt = await runReceipt({ actor: await testMember(world.sql(), workspaceId, 'owner') }, { id })
  expect(receipt.steps.find(({ node }) => node.id === 'tell')?.look?.note).toBe('KAOS looked in Slack and found the message.')
  const calls = await world.sql()<{ path: string }[]>`select summary->>'path' as path from outside_call where run_id = ${id} order by id`
  expect(calls.map(({ path }) => path)).toEqual(['/api/chat.postMessage', '/api/conversations.list', '/api/conversations.history'])
})

it('finds nothing: looks again once nothing can be on its way any more, then posts it, once', async () => {
  const { start, messages } = await postingFlow()
  const id = await start()
  await leftBy(id, 'before posting')
  await takeUp(id)
  await world.until(id, waiting)
  expect(await messages()).toHaveLength(0)
  expect(await looks(id)).toEqual([
    ['not-yet', 'KAOS looked in Slack and did not find the message. It may be on its way, so KAOS looks again.'],
  ])
  expect(
    await world.sql()`select from wait where run_id = ${id} and kind = 'verify' and wake_at > now() + interval '30 seconds'`,
  ).toHaveLength(1)
  await timePasses(id)
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  expect(await messages()).toHaveLength(1)
  expect((await looks(id)).at(-1)).toEqual([
    'missing',
    'KAOS looked in Slack again and did not find the message, so the step is done again.',
  ])
  const keys = (await world.events(id)).flatMap((event) => (event.type === 'effect.announced' ? [event.key] : []))
  expect([keys.length, new Set(keys).size]).toEqual([2, 1])
})

it('finds late what was on its way', async () => {
  const { start, messages, account } = await postingFlow()
  const id = await start()
  await leftBy(id, 'after posting')
  await world.sql()`update sandbox_record set kind = 'on its way' where connection_id = ${account} and kind = 'slack.message'`
  await takeUp(id)
  await world.until(id, waiting)
  await world.sql()`update sandbox_record set kind = 'slack.message' where connection_id = ${account} and kind = 'on its way'`
  await timePasses(id)
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  expect(await messages()).toHaveLength(1)
  expect((await looks(id)).map(([answer]) => answer)).toEqual(['not-yet', 'found'])
})

it('finds two: says so, and goes on with the first', async () => {
  const { start, messages, account } = await postingFlow()
  const id = await start()
  await leftBy(id, 'after posting')
  const [first] = await messages()
  await world.sql()`insert into sandbox_record (id, workspace_id, connection_id, kind, key, body)
    select gen_random_uuid(), workspace_id, connection_id, kind, '9999999999.000000', (body::jsonb || '{"ts":"9999999999.000000"}')::json
    from sandbox_record where connection_id = ${account} and kind = 'slack.message'`
  await takeUp(id)
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  expect(await looks(id)).toEqual([['found', 'KAOS looked in Slack and found the message 2 times. The step goes on with the first.']])
  expect(await world.events(id)).toContainEqual(
    expect.objectContaining({ type: 'step.completed', output: { channel: 'C0FINANCE01', ts: first?.key } }),
  )
})

it('can’t look: a person says what happened, and reads why', async () => {
  const { start, messages, account, workspaceId } = await postingFlow()
  const id = await start()
  await leftBy(id, 'after posting')
  await world.sql()`update connection set connector = 'mail' where id = ${account}`
  await takeUp(id)
  await world.until(id, waiting)
  expect(await looks(id)).toEqual([
    ['unknown', 'KAOS looked in Slack and could not tell: “Account” is an account of another app. Choose another account.'],
  ])
  expect(await world.sql()`select from wait where run_id = ${id} and kind = 'verify' and wake_at is null`).toHaveLength(1)
  await resolveEffect({ actor: await testMember(world.sql(), workspaceId, 'operator') }, { id, step: 'tell', happened: true })
  await takeUp(id)
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  expect(await messages()).toHaveLength(1)
})

it('looks as well when it is unsure itself: the answer came, and its record was lost', async () => {
  const { start, messages } = await postingFlow()
  await world.sql().unsafe(`
    create or replace function lose_posts() returns trigger language plpgsql as $$ begin raise 'lost'; end $$;
    create or replace trigger lose_posts before insert on outside_call for each row
      when (new.summary->>'path' like '%/chat.postMessage') execute function lose_posts()`)
  const id = await start()
  await takeUp(id)
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 1 })
  await world.sql()`drop trigger lose_posts on outside_call`
  expect(await messages()).toHaveLength(1)
  expect((await looks(id)).map(([answer]) => answer)).toEqual(['found'])
})
