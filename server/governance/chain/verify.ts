import { type Checkpoint, isSignedBy } from './checkpoint'
import { type AuditedEvent, digestOf, GENESIS, linkHash } from './link'
import type { PublicKey } from './signing-key'

/**
 * Checks a chain as it is read, link by link, in memory that does not grow with it. Whatever is wrong is told in words, with
 * the place; one change makes one problem, because each link is checked against what stands before it, right or not.
 * Pure: the same for the database, an exported file and a test.
 */
export type ChainLink = { seq: number; hash: string; event: AuditedEvent | null }

export type ProblemCode =
  | 'order'
  | 'changed'
  | 'missing-event'
  | 'foreign'
  | 'cut-off'
  | 'rewritten'
  | 'missing-checkpoint'
  | 'signature'
  | 'key'
  | 'unsealed'

export type ChainProblem = { code: ProblemCode; seq: number; message: string }

export type ChainReport = {
  intact: boolean
  links: number
  /** The last link that a checkpoint with a trusted signature covers. */
  signedThrough: number
  signedAt: string | null
  problems: ChainProblem[]
}

/** `log`: kept outside the table, so that the table can't be cut together with its checkpoints. */
type Source = 'table' | 'log'

const MOST_PROBLEMS = 100

export class ChainVerifier {
  readonly #workspaceId: string
  readonly #keys: ReadonlyMap<string, PublicKey>
  readonly #problems: ChainProblem[] = []
  readonly #ahead = new Map<number, { checkpoint: Checkpoint; source: Source }[]>()
  #seq = 0
  #hash = GENESIS
  #links = 0
  /** The link before, when its event was not the one sealed: the next may show that two changed places. */
  #suspect: { link: ChainLink; previous: string; problem: ChainProblem } | null = null
  #lastInTable = 0
  #signed: { seq: number; at: string } | null = null
  readonly #unknown: Checkpoint[] = []

  constructor({ workspaceId, keys }: { workspaceId: string; keys: readonly PublicKey[] }) {
    this.#workspaceId = workspaceId
    this.#keys = new Map(keys.map((key) => [key.id, key]))
  }

  link(link: ChainLink): void {
    this.#links += 1
    const disorder = this.#orderProblem(link.seq)
    this.#say(disorder)
    // What a link out of order was hashed upon is not there to check it against.
    if (!disorder) this.#checkContent(link)
    this.#seq = link.seq
    this.#hash = link.hash
    for (const { checkpoint, source } of this.#ahead.get(link.seq) ?? []) this.#say(this.#checkpointProblem(checkpoint, source))
    this.#ahead.delete(link.seq)
  }

  /** Before the link it signs or right after it. */
  checkpoint(checkpoint: Checkpoint, source: Source = 'table'): void {
    const { seq } = checkpoint
    if (source === 'table') this.#say(this.#successionProblem(checkpoint))
    if (checkpoint.workspaceId !== this.#workspaceId) {
      this.#say({ code: 'foreign', seq, message: `Checkpoint ${seq} belongs to another workspace.` })
    } else if (seq > this.#seq) {
      this.#ahead.set(seq, [...(this.#ahead.get(seq) ?? []), { checkpoint, source }])
    } else if (seq === this.#seq) {
      this.#say(this.#checkpointProblem(checkpoint, source))
    } else {
      this.#say({ code: 'order', seq, message: `Checkpoint ${seq} stands behind link ${this.#seq}, where it can't be compared.` })
    }
  }

  report(): ChainReport {
    this.#clearSuspect()
    this.#say(this.#endProblem())
    const { seq = 0, at = null } = this.#signed ?? {}
    for (const { seq: unknown, keyId } of this.#unknown.splice(0).filter((each) => each.seq > seq)) {
      const message = `Checkpoint ${unknown} is signed with the key ${keyId}, which is none of those trusted here.`
      this.#say({ code: 'key', seq: unknown, message })
    }
    return { intact: this.#problems.length === 0, links: this.#links, signedThrough: seq, signedAt: at, problems: this.#problems }
  }

  #orderProblem(seq: number): ChainProblem | null {
    const expected = this.#seq + 1
    if (seq === expected) return null
    const message =
      seq > expected
        ? `${numbered(expected, seq - 1)} missing: link ${seq} follows link ${this.#seq}.`
        : `Link ${seq} stands where link ${expected} belongs: links were put in another order or doubled.`
    return { code: 'order', seq, message }
  }

  #checkContent(link: ChainLink): void {
    const { seq, hash, event } = link
    const problem = this.#contentProblem(link)
    const before = this.#suspect
    if (problem?.code === 'changed' && event && before && hashOf(before.link.seq, before.previous, event) === before.link.hash) {
      this.#suspect = null
      const message = `The events of links ${before.link.seq} and ${seq} changed places after they were sealed.`
      this.#say({ code: 'order', seq: before.link.seq, message })
      return
    }
    this.#clearSuspect()
    if (problem?.code === 'changed') this.#suspect = { link: { seq, hash, event }, previous: this.#hash, problem }
    else this.#say(problem)
  }

  #contentProblem({ seq, hash, event }: ChainLink): ChainProblem | null {
    if (!event) return { code: 'missing-event', seq, message: `The event of link ${seq} is missing: it was removed after it was sealed.` }
    if (hashOf(seq, this.#hash, event) !== hash) {
      const what = `“${event.action}” of ${event.at}`
      const message = `Event ${seq}, ${what}, is not what was sealed: it, or the link that seals it, was changed afterwards.`
      return { code: 'changed', seq, message }
    }
    if (event.workspaceId === this.#workspaceId) return null
    return { code: 'foreign', seq, message: `The event of link ${seq} belongs to another workspace.` }
  }

  #clearSuspect(): void {
    this.#say(this.#suspect?.problem ?? null)
    this.#suspect = null
  }

  #successionProblem({ seq, after }: Checkpoint): ChainProblem | null {
    const last = this.#lastInTable
    this.#lastInTable = seq
    if (after === last) return null
    const message =
      after > last
        ? `Checkpoint ${after} is missing: checkpoint ${seq} names it as the one before.`
        : `Checkpoint ${seq} follows checkpoint ${last}, but names ${after === 0 ? 'none' : after} as the one before.`
    return { code: 'missing-checkpoint', seq, message }
  }

  #checkpointProblem(checkpoint: Checkpoint, source: Source): ChainProblem | null {
    const { seq, hash, at, keyId } = checkpoint
    const name = source === 'log' ? `Checkpoint ${seq}, kept outside the database,` : `Checkpoint ${seq}`
    const key = this.#keys.get(keyId)
    if (key && !isSignedBy(key, checkpoint)) {
      return { code: 'signature', seq, message: `${name} was changed: its signature does not fit what it says.` }
    }
    if (hash !== this.#hash) {
      const from = (this.#signed?.seq ?? 0) + 1
      const message = `${name} saw another chain when it was signed at ${at}: something from link ${from} to ${seq} was changed and hashed anew.`
      return { code: 'rewritten', seq, message }
    }
    if (key) this.#signed = { seq, at }
    else this.#unknown.push(checkpoint)
    return null
  }

  /** Checkpoints that wait for a link that never came: the chain was longer once. */
  #endProblem(): ChainProblem | null {
    const waiting = [...this.#ahead.values()].flat().sort((a, b) => b.checkpoint.seq - a.checkpoint.seq)
    this.#ahead.clear()
    const forged = waiting.filter(({ checkpoint }) => !this.#isTrustworthy(checkpoint))
    const furthest = waiting.find(({ checkpoint }) => this.#isTrustworthy(checkpoint)) ?? forged[0]
    if (!furthest) return null
    const { seq, at } = furthest.checkpoint
    if (furthest === forged[0]) {
      return { code: 'signature', seq, message: `Checkpoint ${seq} lies beyond the end of the chain, and no key trusted here signed it.` }
    }
    const count = seq - this.#seq
    const gone = count === 1 ? '1 event was cut off' : `${count} events were cut off`
    const message = `The chain ends at link ${this.#seq}, but was ${seq} links long when a checkpoint was signed at ${at}: ${gone}.`
    return { code: 'cut-off', seq: this.#seq, message }
  }

  #isTrustworthy(checkpoint: Checkpoint): boolean {
    const key = this.#keys.get(checkpoint.keyId)
    return key !== undefined && isSignedBy(key, checkpoint)
  }

  #say(problem: ChainProblem | null): void {
    if (problem && this.#problems.length < MOST_PROBLEMS) this.#problems.push(problem)
  }
}

function hashOf(seq: number, previous: string, event: AuditedEvent): string {
  return linkHash(seq, previous, digestOf(event))
}

function numbered(from: number, to: number): string {
  return from === to ? `Link ${from} is` : `Links ${from} to ${to} are`
}
