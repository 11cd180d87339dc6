import { expect, it } from 'vitest'
import { hashOf } from '../../services/versions/hash'
import { signCheckpoint } from '../chain/checkpoint'
import { digestOf, GENESIS, linkHash } from '../chain/link'
import { signingKey } from '../chain/signing-key'
import { checkReceipt } from './check-receipt'
import { type ReceiptFile, ReceiptFileSchema } from './receipt-file'
import { digestOfList, sealOfCalls } from './run-seal'

const key = signingKey(Buffer.alloc(32, 'a').toString('base64'))
const workspaceId = '01900000-0000-7000-8000-000000000001'
const at = '2026-11-02T09:00:00.000Z'
const graph = { nodes: [], edges: [] }
const journal = [{ type: 'run.started', at: 1 }]
const startedBy = { kind: 'schedule' }

/** A run with one event, sealed as the second link of the chain and signed there. */
function receipt(): ReceiptFile {
  const event = {
    id: '01900000-0000-7000-8000-000000000002',
    workspaceId,
    at,
    actor: { kind: 'system', reason: 'A run ended' },
    action: 'run.sealed',
    resource: { type: 'run', id: 'run' },
    detail: {
      flowId: 'flow',
      versionId: 'version',
      versionHash: hashOf(graph),
      mode: 'live',
      status: 'succeeded',
      startedBy,
      journal: digestOfList(journal),
      calls: sealOfCalls([]),
      approvals: digestOfList([]),
      files: digestOfList([]),
    },
  }
  const previous = linkHash(1, GENESIS, 'a'.repeat(64))
  const hash = linkHash(2, previous, digestOf(event))
  return ReceiptFileSchema.parse({
    kind: 'receipt',
    format: 1,
    workspace: { id: workspaceId, name: 'Acme' },
    run: {
      id: 'run',
      mode: 'live',
      status: 'succeeded',
      flow: { id: 'flow', name: 'Invoices' },
      version: { id: 'version', number: 1, hash: hashOf(graph) },
      startedBy,
      starter: 'A schedule',
      createdAt: at,
      startedAt: at,
      finishedAt: at,
    },
    graph,
    journal,
    files: [],
    calls: [],
    exchanges: {},
    approvals: [],
    seal: {
      event,
      seq: 2,
      previous,
      hash,
      following: [],
      checkpoint: signCheckpoint(key, { workspaceId, seq: 2, after: 0, hash, at }),
    },
    publicKeys: [],
  })
}

function stateOf(change: (file: ReceiptFile) => ReceiptFile = (file) => file): string {
  return checkReceipt(change(receipt()), [key.publicKey]).state
}

it('verifies what was sealed, and what is left of it once its details were removed', () => {
  expect(stateOf()).toBe('verified')
  expect(stateOf((file) => ({ ...file, run: { ...file.run, detailsRemovedAt: at }, journal: [] }))).toBe('verified')
})

it('takes no details for sealed that stand where they were said to be removed', () => {
  const removed = ({ run, ...file }: ReceiptFile): ReceiptFile => ({ ...file, run: { ...run, detailsRemovedAt: at }, journal: [] })
  const call = {
    ...{ id: 'call', step: 'pay', attempt: 1, capability: 'http', summary: {}, connectionId: null },
    ...{ sandbox: false, digest: 'd', at, durationMs: 1 },
  }
  const file = { id: 'file', name: 'a.pdf', contentType: 'application/pdf', size: 1, sha256: 'e' }
  expect(stateOf((whole) => ({ ...removed(whole), journal: [{ type: 'run.started', at: 2 }] }))).toBe('broken')
  expect(stateOf((whole) => ({ ...removed(whole), calls: [call] }))).toBe('broken')
  expect(stateOf((whole) => ({ ...removed(whole), files: [file] }))).toBe('broken')
  expect(stateOf((whole) => ({ ...removed(whole), exchanges: { call: 'forged' } }))).toBe('broken')
})
