import { hashOf } from '../../services/versions/hash'
import { canonicalJson } from '../chain/canonical-json'
import { isSignedBy } from '../chain/checkpoint'
import { digestOf, linkHash } from '../chain/link'
import type { PublicKey } from '../chain/signing-key'
import type { ReceiptFile, SealPlace } from './receipt-file'
import { digestOfList, type RunSeal, RunSealSchema, sealOfCalls } from './run-seal'

/**
 * Works out every digest of a receipt again and follows it to the signature. Pure: the page does it with what the database
 * says now, the command with a file and no database.
 * `verified`: all fits, and a trusted key signed it. `sealed`: all fits, the signature is still to come, in seconds.
 */
export type ReceiptState = 'unsealed' | 'sealed' | 'verified' | 'broken'

export type ReceiptCheck = { state: ReceiptState; checks: { ok: boolean; words: string }[] }

export function checkReceipt(file: ReceiptFile, keys: readonly PublicKey[]): ReceiptCheck {
  const { seal } = file
  if (!seal) return { state: 'unsealed', checks: [] }
  const said = RunSealSchema.safeParse(seal.event.detail)
  const isItsSeal =
    seal.event.action === 'run.sealed' && seal.event.resource.id === file.run.id && seal.event.workspaceId === file.workspace.id
  if (!said.success || !isItsSeal) return { state: 'broken', checks: [{ ok: false, words: 'The seal is not that of this run.' }] }
  const checks = [
    factsCheck(file, said.data),
    graphCheck(file),
    ...(file.run.detailsRemovedAt ? [removedCheck(file, file.run.detailsRemovedAt, said.data)] : detailChecks(file, said.data)),
    listCheck('The record of approvals', digestOfList(file.approvals), said.data.approvals, 'question'),
    linkCheck(seal),
    ...(seal.checkpoint ? [signatureCheck(seal, file.workspace.id, keys)] : []),
  ]
  const holds = checks.every(({ ok }) => ok)
  return { state: !holds ? 'broken' : seal.checkpoint ? 'verified' : 'sealed', checks }
}

type Check = ReceiptCheck['checks'][number]

function detailChecks(file: ReceiptFile, seal: RunSeal): Check[] {
  return [
    listCheck('The journal', digestOfList(file.journal), seal.journal, 'event'),
    listCheck('The record of files', digestOfList(file.files), seal.files, 'file'),
    callsCheck(file, seal),
    ...exchangesCheck(file),
  ]
}

/** What is gone can't be compared; what it was stays sealed, so that a copy somebody kept can still be told from a forgery. */
function removedCheck(file: ReceiptFile, at: string, { journal, calls, files }: RunSeal): Check {
  const there = [file.journal, file.calls, file.files, Object.keys(file.exchanges)].some(({ length }) => length > 0)
  if (there) return { ok: false, words: 'It says that the details were removed, and holds some all the same: nobody sealed those.' }
  const gone = [counted(journal.count, 'event'), counted(calls.count, 'call'), counted(files.count, 'file')].join(', ')
  return {
    ok: true,
    words: `The details (${gone}) were removed on ${at.slice(0, 10)}, as the workspace wants it. Their digests stay sealed.`,
  }
}

function factsCheck({ run }: ReceiptFile, seal: RunSeal): Check {
  const facts: [string, string, string][] = [
    ['how it ended', run.status, seal.status],
    ['the flow', run.flow.id, seal.flowId],
    ['the version', `${run.version.id} ${run.version.hash}`, `${seal.versionId} ${seal.versionHash}`],
    ['whether it was a test', run.mode, seal.mode],
    ['who started it', canonicalJson(run.startedBy), canonicalJson(seal.startedBy)],
  ]
  const others = facts.flatMap(([name, now, then]) => (now === then ? [] : [name]))
  return others.length === 0
    ? { ok: true, words: 'Flow, version, who started it and how it ended are as they were sealed.' }
    : { ok: false, words: `Not as it was sealed: ${others.join(', ')}.` }
}

function graphCheck({ graph, run }: ReceiptFile): Check {
  return hashOf(graph) === run.version.hash
    ? { ok: true, words: 'The flow as it was drawn gives the hash of the version.' }
    : { ok: false, words: 'The flow as it was drawn was changed: it does not give the hash of the version.' }
}

type Digest = { count: number; digest: string }

function listCheck(name: string, now: Digest, then: Digest, entry: string): Check {
  if (now.digest === then.digest) return { ok: true, words: `${name} (${counted(then.count, entry)}) gives the digest that was sealed.` }
  const numbers = now.count === then.count ? '' : ` It had ${counted(then.count, entry)}, now it has ${counted(now.count, entry)}.`
  return { ok: false, words: `${name} was changed after it was sealed.${numbers}` }
}

function counted(count: number, entry: string): string {
  if (count === 0) return `no ${entry}s`
  return count === 1 ? `1 ${entry}` : `${count} ${entry}s`
}

/** A call that was under way when its run was cancelled may be recorded after the seal: told, and no breach. One that is missing or changed is. */
function callsCheck({ calls }: ReceiptFile, seal: RunSeal): Check {
  const now = sealOfCalls(calls)
  const check = listCheck('The record of outside calls', now, seal.calls, 'call')
  if (check.ok || now.each.length === 0) return check
  const added = calls.filter((_, index) => !seal.calls.each.includes(now.each[index] ?? ''))
  const which = added.map(({ capability, step, at }) => `${capability} by “${step}” at ${at}`).slice(0, 5)
  if (which.length === 0) return check
  const sealed = calls.filter((call) => !added.includes(call))
  return digestOfList(sealed).digest === seal.calls.digest
    ? {
        ok: true,
        words: `All outside calls that were sealed are there. Recorded after the seal, and not covered by it: ${which.join('; ')}.`,
      }
    : { ok: false, words: `${check.words} Not as it was sealed: ${which.join('; ')}.` }
}

/** Requests and answers that came along give the digests that the calls name, and the seal covers those. */
function exchangesCheck({ calls, exchanges }: ReceiptFile): Check[] {
  const entries = Object.entries(exchanges)
  if (entries.length === 0) return []
  const others = entries.filter(([id, record]) => calls.find((call) => call.id === id)?.digest !== digestOf(record))
  return [
    others.length === 0
      ? { ok: true, words: `Requests and answers (${counted(entries.length, 'call')}) give the digests that were sealed.` }
      : { ok: false, words: `${counted(others.length, 'call')} with another request or answer than was sealed.` },
  ]
}

function linkCheck({ event, seq, previous, hash }: SealPlace): Check {
  return linkHash(seq, previous, digestOf(event)) === hash
    ? { ok: true, words: `The seal is link ${seq} of the audit chain.` }
    : { ok: false, words: `The seal was changed: it is not what link ${seq} of the audit chain sealed.` }
}

function signatureCheck({ seq, hash, following, checkpoint }: SealPlace, workspaceId: string, keys: readonly PublicKey[]): Check {
  if (!checkpoint) return { ok: false, words: 'There is no signature.' }
  const name = `checkpoint ${checkpoint.seq}`
  const end = following.reduce((previous, digest, index) => linkHash(seq + 1 + index, previous, digest), hash)
  if (checkpoint.workspaceId !== workspaceId || checkpoint.seq !== seq + following.length || checkpoint.hash !== end) {
    return { ok: false, words: `The chain from link ${seq} does not lead to ${name}: something between was changed or removed.` }
  }
  const key = keys.find(({ id }) => id === checkpoint.keyId)
  if (!key) return { ok: false, words: `The key ${checkpoint.keyId} that signed ${name} is none of those trusted here.` }
  return isSignedBy(key, checkpoint)
    ? { ok: true, words: `The signature of ${name} fits, and covers this link.` }
    : { ok: false, words: `The signature of ${name} does not fit what it says.` }
}
