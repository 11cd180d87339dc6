import { expect, it } from 'vitest'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { fitting } from './step-types'

const type = (name: string, title: string, summary: string) =>
  ({ type: name, title, summary, keywords: [], connector: 'xero' }) as unknown as ManifestNode // what is searched
const manifest = { connectors: [], nodes: {} } as unknown as Manifest
const approve = type('xero.approve-bill', 'Approve bill', 'Approves a bill, so that it can be paid.')
const takeBack = type('xero.void-bill', 'Void bill', 'Takes a bill back: an approved one is voided.')
const groups = [
  { heading: 'Most used', types: [takeBack] },
  { heading: 'Xero', types: [approve] },
]

it('gives what is called so before what is used most, and nothing that does not fit', () => {
  expect(fitting(manifest, groups, 'approve bill')).toEqual([approve, takeBack])
  expect(fitting(manifest, groups, 'bill')).toEqual([takeBack, approve])
  expect(fitting(manifest, groups, 'slack')).toEqual([])
})
