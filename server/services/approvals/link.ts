import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { env } from '../../env'
import type { Actor } from '../actor'
import { ServiceError } from '../service-error'
import { timeOf } from '../time-of'

const LASTS_MS = 30 * 86_400_000
const FIRST_LETTERS = 43

const BoundSchema = z.tuple([z.uuid(), z.uuid(), z.email().max(320)])

/** What a link proves: whoever holds it got the mail to this address about this one question. */
export type Bound = { actor: Extract<Actor, { kind: 'guest' }>; id: string }

/** The unguessable part of an approval's link. Signed for this purpose alone, bound to workspace, question and address. */
export function approvalToken({ workspaceId, id, address }: { workspaceId: string; id: string; address: string }): string {
  const bound = Buffer.from(JSON.stringify([workspaceId, id, address])).toString('base64url')
  return `${bound}.${signatureOf(bound)}`
}

export function approvalUrl(of: { workspaceId: string; id: string; address: string }): string {
  return `${env().KAOS_URL}/approve/${approvalToken(of)}`
}

/** @throws ServiceError `not_found`, the same for a forged link, another's, and one that is too old */
export function openLink(token: string): Bound {
  const [bound = '', signature = ''] = token.slice(0, 2_000).split('.')
  const expected = Buffer.from(signatureOf(bound))
  const given = Buffer.from(signature)
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected)
  const read = isOurs ? BoundSchema.safeParse(JSON.parse(Buffer.from(bound, 'base64url').toString('utf8'))).data : undefined
  if (!read || timeOf(read[1]).getTime() < Date.now() - LASTS_MS) {
    throw new ServiceError('not_found', 'This link is not valid any more. Ask the person who sent it.')
  }
  const [workspaceId, id, address] = read
  return { actor: { kind: 'guest', address, workspaceId }, id }
}

function signatureOf(bound: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`approval-link:${bound}`).digest('base64url').slice(0, FIRST_LETTERS)
}
