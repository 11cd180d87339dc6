import { describe, expect, it } from 'vitest'
import { type Checkpoint, signCheckpoint } from './checkpoint'
import { type AuditedEvent, digestOf, GENESIS, linkHash } from './link'
import { parsePublicKey, publicKeyText, signingKey } from './signing-key'
import { type ChainLink, type ChainReport, ChainVerifier } from './verify'

const workspaceId = '01900000-0000-7000-8000-000000000001'
const key = signingKey(Buffer.alloc(32, 'a').toString('base64'))
const otherKey = signingKey(Buffer.alloc(32, 'b').toString('base64'))

type Sealed = ChainLink & { event: AuditedEvent }
type Chain = { links: Sealed[]; checkpoints: Checkpoint[] }

/** Twelve events with a checkpoint at 4, 8 and 12. */
function chain(): Chain {
  const links = hashed(
    Array.from({ length: 12 }, (_, index) => ({
      id: `01900000-0000-7000-8000-1000000000${String(index + 10)}`,
      workspaceId,
      at: new Date(1_700_000_000_000 + index * 1_000).toISOString(),
      actor: { kind: 'member', name: 'Mona' },
      action: 'flow.renamed',
      resource: { type: 'flow', id: 'f' },
      detail: { from: `Name ${index}`, to: `Name ${index + 1}` },
    })),
  )
  return { links, checkpoints: [4, 8, 12].map((seq) => signed(links, seq)) }
}

function hashed(events: readonly AuditedEvent[]): Sealed[] {
  let previous = GENESIS
  return events.map((event, index) => {
    const seq = index + 1
    previous = linkHash(seq, previous, digestOf(event))
    return { seq, hash: previous, event }
  })
}

function signed(links: readonly Sealed[], seq: number, by = key): Checkpoint {
  const { hash } = links[seq - 1] ?? { hash: '' }
  return signCheckpoint(by, { workspaceId, seq, after: seq - 4, hash, at: new Date(1_700_000_100_000 + seq).toISOString() })
}

function check(
  { links, checkpoints }: { links: readonly ChainLink[]; checkpoints: readonly Checkpoint[] },
  log: readonly Checkpoint[] = [],
): ChainReport {
  const verifier = new ChainVerifier({ workspaceId, keys: [key.publicKey] })
  for (const checkpoint of log) verifier.checkpoint(checkpoint, 'log')
  for (const checkpoint of checkpoints) verifier.checkpoint(checkpoint)
  for (const link of links) verifier.link(link)
  return verifier.report()
}

function withLink(links: readonly Sealed[], seq: number, change: (link: Sealed) => Sealed): Sealed[] {
  return links.map((link) => (link.seq === seq ? change(link) : link))
}

function renamed(link: Sealed): Sealed {
  return { ...link, event: { ...link.event, detail: { ...link.event.detail, to: 'Forged' } } }
}

describe('a chain as it was sealed', () => {
  it('is intact, and says how far it is signed', () => {
    const { links, checkpoints } = chain()
    expect(check({ links, checkpoints })).toMatchObject({ intact: true, links: 12, signedThrough: 12, problems: [] })
    expect(check({ links, checkpoints: checkpoints.slice(0, 2) })).toMatchObject({ intact: true, links: 12, signedThrough: 8 })
    expect(check({ links: [], checkpoints: [] })).toMatchObject({ intact: true, links: 0, signedThrough: 0, signedAt: null })
  })

  it('is intact over a change of keys as long as a trusted one signed later', () => {
    const { links, checkpoints } = chain()
    const before = [signed(links, 4, otherKey), ...checkpoints.slice(1)]
    expect(check({ links, checkpoints: before })).toMatchObject({ intact: true, signedThrough: 12 })
    expect(codes(check({ links, checkpoints: [...checkpoints.slice(0, 2), signed(links, 12, otherKey)] }))).toEqual(['key'])
  })
})

describe('what was done to it is told, once, with the place', () => {
  it('one event’s detail changed', () => {
    const { links, checkpoints } = chain()
    const report = check({ links: withLink(links, 6, renamed), checkpoints })
    expect(report).toMatchObject({ intact: false, problems: [{ code: 'changed', seq: 6 }] })
    expect(report.problems[0]?.message).toBe(
      'Event 6, “flow.renamed” of 2023-11-14T22:13:25.000Z, is not what was sealed: it, or the link that seals it, was changed afterwards.',
    )
  })

  it('the last links removed', () => {
    const { links, checkpoints } = chain()
    const report = check({ links: links.slice(0, 10), checkpoints })
    expect(codes(report)).toEqual(['cut-off'])
    expect(report.problems[0]?.message).toMatch(/^The chain ends at link 10, but was 12 links long when .*: 2 events were cut off\.$/)
  })

  it('the last links removed together with their checkpoint, by the log outside', () => {
    const { links, checkpoints } = chain()
    const cut = { links: links.slice(0, 8), checkpoints: checkpoints.slice(0, 2) }
    expect(check(cut)).toMatchObject({ intact: true })
    expect(codes(check(cut, checkpoints))).toEqual(['cut-off'])
  })

  it('a link in the middle removed', () => {
    const { links, checkpoints } = chain()
    const report = check({ links: links.filter(({ seq }) => seq !== 6), checkpoints })
    expect(report.problems[0]).toMatchObject({ code: 'order', message: 'Link 6 is missing: link 7 follows link 5.' })
  })

  it('an event removed under its link', () => {
    const { links, checkpoints } = chain()
    const without = links.map((link) => (link.seq === 6 ? { ...link, event: null } : link))
    expect(codes(check({ links: without, checkpoints }))).toEqual(['missing-event'])
  })

  it('a checkpoint removed', () => {
    const { links, checkpoints } = chain()
    const report = check({ links, checkpoints: checkpoints.filter(({ seq }) => seq !== 8) })
    expect(codes(report)).toEqual(['missing-checkpoint'])
    expect(report.problems[0]?.message).toBe('Checkpoint 8 is missing: checkpoint 12 names it as the one before.')
  })

  it('two links in another order', () => {
    const { links, checkpoints } = chain()
    const [five, six] = [links[4], links[5]]
    if (!five || !six) throw new Error('The chain is too short')
    const swappedRows = [...links.slice(0, 4), six, five, ...links.slice(6)]
    expect(check({ links: swappedRows, checkpoints }).problems[0]).toMatchObject({ code: 'order', seq: 6 })
    const swappedEvents = links.map((link) =>
      link.seq === 5 ? { ...link, event: six.event } : link.seq === 6 ? { ...link, event: five.event } : link,
    )
    const report = check({ links: swappedEvents, checkpoints })
    expect(report.problems).toEqual([
      { code: 'order', seq: 5, message: 'The events of links 5 and 6 changed places after they were sealed.' },
    ])
  })

  it('the tail hashed anew without the key', () => {
    const { links, checkpoints } = chain()
    const rewritten = hashed(withLink(links, 6, renamed).map(({ event }) => event))
    const report = check({ links: rewritten, checkpoints })
    expect(codes(report)).toEqual(['rewritten', 'rewritten'])
    expect(report.problems[0]?.message).toContain('something from link 5 to 8 was changed and hashed anew')
    expect(report.signedThrough).toBe(4)
    const claimed = checkpoints.map((checkpoint) => ({ ...checkpoint, hash: rewritten[checkpoint.seq - 1]?.hash ?? '' }))
    expect(codes(check({ links: rewritten, checkpoints: claimed }))).toEqual(['signature', 'signature'])
    expect(codes(check({ links: rewritten, checkpoints: [4, 8, 12].map((seq) => signed(rewritten, seq, otherKey)) }))).toEqual([
      'key',
      'key',
      'key',
    ])
  })

  it('a checkpoint’s words changed', () => {
    const { links, checkpoints } = chain()
    const changed = checkpoints.map((each) => (each.seq === 8 ? { ...each, at: '2020-01-01T00:00:00.000Z' } : each))
    expect(codes(check({ links, checkpoints: changed }))).toEqual(['signature'])
  })

  it('an event of another workspace slipped in', () => {
    const { links, checkpoints } = chain()
    const foreign = hashed(
      links.map(({ seq, event }) => (seq === 12 ? { ...event, workspaceId: '01900000-0000-7000-8000-000000000002' } : event)),
    )
    expect(codes(check({ links: foreign, checkpoints: [...checkpoints.slice(0, 2), signed(foreign, 12)] }))).toEqual(['foreign'])
  })
})

it('keys come from the master key alone, and go out as text', () => {
  expect(signingKey(Buffer.alloc(32, 'a').toString('base64')).publicKey.id).toBe(key.publicKey.id)
  expect(otherKey.publicKey.id).not.toBe(key.publicKey.id)
  expect(parsePublicKey(publicKeyText(key.publicKey)).id).toBe(key.publicKey.id)
  expect(() => parsePublicKey('c2hvcnQ=')).toThrow('32 bytes')
})

function codes({ problems }: ChainReport): string[] {
  return problems.map(({ code }) => code)
}
