import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { graphFromDoc } from '@/flow/draft/document'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import type { Call } from '../call'
import { openDraft } from '../drafts/open'
import { useTemplate as beginFromTemplate } from '../templates/use'
import { createFlow } from './create'

const database = testDatabase()

it('a new flow is where whoever began it is, and in UTC where nobody says', async () => {
  const { builder } = await testWorkspace(database.owner())
  const call: Call = { actor: builder }
  const { id: here } = await createFlow(call, { name: 'Here', timeZone: 'Europe/Vienna' })
  const { id: anywhere } = await createFlow(call, { name: 'Anywhere' })
  const { flowId: drawn } = await beginFromTemplate(call, { id: 'invoice-to-bill', timeZone: 'America/Lima' })
  expect(await Promise.all([here, anywhere, drawn].map((id) => zoneOf(call, id)))).toEqual(['Europe/Vienna', 'UTC', 'America/Lima'])
})

it('a time zone that is none is refused', async () => {
  const { builder } = await testWorkspace(database.owner())
  await expect(createFlow({ actor: builder }, { name: 'Nowhere', timeZone: 'Mars/Base' })).rejects.toThrow('There is no such time zone')
})

async function zoneOf(call: Call, flowId: string): Promise<string> {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from((await openDraft(call, { flowId })).state, 'base64'))
  return graphFromDoc(doc).settings.timeZone
}
