import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Authentication } from '@/connectors/trigger/authentication'
import type { WebhookSecret } from '@/connectors/webhook/account'

/** A call as it came, byte for byte. */
export type RawCall = {
  /** All values of a header; its name in lower case. One that came twice proves nothing: who reads which is anybody's guess. */
  valuesOf: (header: string) => readonly string[]
  bytes: Uint8Array
}

/**
 * Whether a call comes from somebody who knows the secret. Every comparison takes as long for a wrong value as for the right
 * one; headers are compared as the bytes they came in.
 */
export function isGenuine(config: Authentication, secret: WebhookSecret, call: RawCall, now: number): boolean {
  switch (config.authentication) {
    case 'none':
      return true
    case 'header':
      return isSame(bytesOf(single(call, config.secretHeader)), Buffer.from(secret.secret))
    case 'basic':
      return isSame(basic(single(call, 'authorization')), Buffer.from(`${secret.user}:${secret.secret}`))
    case 'hmac':
      return isSigned(config, secret, call, now)
    case 'standard':
      return isStandard(secret, call, now)
  }
}

/** Headers that prove who calls, in lower case: whoever reads a run could use them again. */
export function provingHeaders({ authentication, secretHeader, signatureHeader }: Authentication): string[] {
  if (authentication === 'header') return [secretHeader.toLowerCase()]
  if (authentication === 'hmac') return [signatureHeader.toLowerCase()]
  return authentication === 'standard' ? ['webhook-signature'] : []
}

function isSigned(config: Authentication, { secret }: WebhookSecret, call: RawCall, now: number): boolean {
  const given = single(call, config.signatureHeader)
  const timestamp = config.signs === 'body' ? '' : single(call, config.timestampHeader)
  if (given === null || timestamp === null || !given.startsWith(config.signaturePrefix)) return false
  if (config.signs !== 'body' && !isFresh(timestamp, config.tolerance, now)) return false
  const before = { body: '', dot: `${timestamp}.`, v0: `v0:${timestamp}:` }[config.signs]
  const signature = createHmac(config.algorithm, secret).update(before).update(call.bytes).digest(config.encoding)
  const claimed = given.slice(config.signaturePrefix.length)
  return isSame(Buffer.from(config.encoding === 'hex' ? claimed.toLowerCase() : claimed), Buffer.from(signature))
}

const STANDARD_TOLERANCE = 300
const MOST_SIGNATURES = 20
/** Id, timestamp and body are joined by dots: an id with a timestamp in it could be read as another id and another body. */
const AMBIGUOUS_ID = /\.\d{9,12}(?:\.|$)/

/** https://www.standardwebhooks.com, the symmetric signatures (v1). While its secret changes, a sender signs with both. */
function isStandard({ secret }: WebhookSecret, call: RawCall, now: number): boolean {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => single(call, name))
  if (!id || !timestamp || !signatures || AMBIGUOUS_ID.test(id) || !isFresh(timestamp, STANDARD_TOLERANCE, now)) return false
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  if (key.length === 0) return false
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.`, 'latin1').update(call.bytes).digest('base64')
  const right = Buffer.from(`v1,${signature}`)
  return signatures
    .split(' ', MOST_SIGNATURES)
    .map((claimed) => isSame(Buffer.from(claimed), right))
    .includes(true)
}

function isFresh(timestamp: string, tolerance: number, now: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1_000 - Number(timestamp)) <= tolerance
}

function single({ valuesOf }: RawCall, header: string): string | null {
  const [value, ...more] = valuesOf(header.toLowerCase())
  return value === undefined || more.length > 0 ? null : value
}

/** Node reads headers as Latin-1; what was sent may have been UTF-8. */
function bytesOf(value: string | null): Buffer | null {
  return value === null ? null : Buffer.from(value, 'latin1')
}

function basic(value: string | null): Buffer | null {
  const encoded = /^basic +([A-Za-z0-9+/=]+)$/i.exec(value ?? '')?.[1]
  return encoded === undefined ? null : Buffer.from(encoded, 'base64')
}

function isSame(given: Buffer | null, right: Buffer): boolean {
  return given !== null && timingSafeEqual(digest(given), digest(right))
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest()
}
