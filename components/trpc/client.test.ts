import { expect, test, vi } from 'vitest'
import { ALONE, addressOf, createClient } from './client'

test('what is asked alone goes where a page may send for it ahead', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address)
    return Response.json({ result: { data: { json: null } } })
  })
  const client = createClient('acme')
  const flowId = '019a0000-0000-7000-8000-000000000000'
  await client.manifest.get.query(undefined, { context: ALONE })
  await client.drafts.open.query({ flowId }, { context: ALONE })
  vi.unstubAllGlobals()
  expect(asked).toEqual([addressOf('acme', 'manifest.get', undefined), addressOf('acme', 'drafts.open', { flowId })])
})

test('what is to be done says whom the page is for, and what is read goes as it may be sent for ahead', async () => {
  const asked: [string | undefined, boolean][] = []
  vi.stubGlobal('fetch', async (_address: string, { method, headers }: RequestInit) => {
    asked.push([method, new Headers(headers).get('x-kaos-person') === 'ana'])
    return Response.json({ result: { data: { json: null } } })
  })
  const client = createClient('acme', 'ana')
  const id = '019a0000-0000-7000-8000-000000000000'
  await client.flows.rename.mutate({ id, name: 'New' }, { context: ALONE })
  await client.flows.get.query({ id }, { context: ALONE })
  vi.unstubAllGlobals()
  expect(asked).toEqual([
    ['POST', true],
    ['GET', false],
  ])
})
