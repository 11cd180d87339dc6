import { expect, it } from 'vitest'
import { testFolder } from '../../blobs/testing'
import { newId } from '../../db/id'
import { testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { MOST_KEPT_A_DAY, refuseMail } from './refuse'

const database = testDatabase()
testFolder()

it('keeps the mails themselves only so many times a day, so that nobody who is refused fills the disk', async () => {
  const { id: workspaceId, builder } = await testWorkspace(database.owner())
  const flowOf = async () => (await createFlow({ actor: builder }, { name: 'Invoices' })).id
  const [flowId, other] = [await flowOf(), await flowOf()]
  const trigger = { id: newId(), workspaceId, versionId: newId(), nodeId: 't', enabled: true, config: {} }
  const mail = { from: 'm@evil.test', subject: 'Hi', messageId: '<1>', reason: 'No.', raw: Buffer.from('Subject: Hi\r\n\r\nHi') }
  for (let at = 0; at < MOST_KEPT_A_DAY + 2; at++) await refuseMail({ ...trigger, flowId }, mail)
  await refuseMail({ ...trigger, flowId: other }, mail)
  const kept = (of: string) =>
    database.owner()`select count(*)::int as all, count(file_id)::int as kept from refused_mail where flow_id = ${of}`
  expect(await kept(flowId)).toEqual([{ all: MOST_KEPT_A_DAY + 2, kept: MOST_KEPT_A_DAY }])
  expect(await kept(other)).toEqual([{ all: 1, kept: 1 }])
})
