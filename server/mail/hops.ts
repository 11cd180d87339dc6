import { headersIn } from './headers-in'

/**
 * How many flows in a row have mailed one another, so that mails that go round in a loop can be told
 * (services/intake/loops.decision.md). A mail of ours says it in a header, and in its id, which is what an answer names.
 */
export const HOPS_HEADER = 'X-KAOS-Hops'

const OUR_ID = /<[0-9a-f-]{32,36}\.hop(\d{1,3})@/g
const OUR_HEADER = /^x-kaos-hops:[ \t]*(\d{1,3})[ \t\r]*$/gim

export function idWithHops(unique: string, hops: number, domain: string): string {
  return `<${unique}.hop${hops}@${domain}>`
}

/** Of the mail that arrived. What a person writes, also as an answer, begins anew. */
export function hopsIn(raw: Uint8Array): number {
  const header = headersIn(raw)
  const told = hopsSaid(header(HOPS_HEADER))
  if (comesBack(header)) return Math.max(told, ...marksIn(textOf(raw)))
  return Math.max(told, ...(isByMachine(header) ? marksIn(answeredBy(header)) : []))
}

/** In a header; 0 where it says nothing. */
export function hopsSaid(text: string): number {
  const said = /^\d{1,3}$/.exec(text.trim())
  return said ? Number(said[0]) : 0
}

type Headers = ReturnType<typeof headersIn>

/** It could not be delivered, or says what became of another: the head of that other stands somewhere in it. */
function comesBack(header: Headers): boolean {
  return /^\s*multipart\/report\b/i.test(header('Content-Type')) || /^\s*<\s*>/.test(header('Return-Path'))
}

/** RFC 3834, and what machines said before it; mailing lists say some of it about people's mails as well. */
function isByMachine(header: Headers): boolean {
  const submitted = header('Auto-Submitted').trim()
  return (
    (submitted !== '' && !/^no\b/i.test(submitted)) ||
    (/^\s*(bulk|junk|list|auto_reply)\b/i.test(header('Precedence')) && header('List-Id').trim() === '') ||
    ['X-Autoreply', 'X-Autorespond', 'X-Auto-Response-Suppress'].some((name) => header(name).trim() !== '')
  )
}

/** The id of the mail that it answers. */
function answeredBy(header: Headers): string {
  const answered = header('In-Reply-To').trim()
  return answered === '' ? (header('References').trim().split(/\s+/).at(-1) ?? '') : answered
}

function marksIn(text: string): number[] {
  return [OUR_ID, OUR_HEADER].flatMap((mark) => Array.from(text.matchAll(mark), ([, hops]) => Number(hops)))
}

function textOf(raw: Uint8Array): string {
  return Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
}
