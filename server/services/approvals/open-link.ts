import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { approvalMessage } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { spend } from '../account/rate-limit'
import { databaseTime } from '../intake/database-time'
import { ServiceError } from '../service-error'
import { timeOf } from '../time-of'
import { claimOf, isGenuine, type Link } from './link-token'
import { MessageTarget } from './message-target'
import { byAddress } from './people'
import { type ApprovalView, viewOf } from './view'

export const OpenLinkInput = z.strictObject({ token: z.string().max(200) })

const LOOKS = { name: 'approval-link', most: 600, seconds: 300 }
const VALID_MS = 30 * 86_400_000

/** What the holder of a link sees. Looking decides nothing, and once it is decided the link shows how, and no more. */
export async function openLink(input: z.input<typeof OpenLinkInput>, address: string): Promise<ApprovalView> {
  const { token } = OpenLinkInput.parse(input)
  return withLink(token, address, async (tx, { workspaceId, waitId, email }) => {
    const view = await viewOf(tx, workspaceId, waitId, (members) => byAddress(members, email))
    const isOpen = view.status === 'open'
    const request = isOpen ? view.request : { ...view.request, message: '', reason: '', standing: '', fields: [], document: undefined }
    return { ...view, request, undelivered: [] }
  })
}

/**
 * Work in the workspace of a link, for the address it was sent to.
 * @throws ServiceError `not_found`, the same for wrong, foreign and expired links
 */
export async function withLink<T>(token: string, address: string, work: (tx: Tx, link: Link) => Promise<T>): Promise<T> {
  await spend(LOOKS, address)
  const claim = claimOf(token)
  if (!claim) throw invalidLink()
  return inWorkspace(claim.workspaceId, async (tx) => work(tx, await linkOf(tx, token, claim)))
}

async function linkOf(tx: Tx, token: string, { workspaceId, messageId }: Pick<Link, 'workspaceId' | 'messageId'>): Promise<Link> {
  const [message] = await tx
    .select({ waitId: approvalMessage.waitId, target: approvalMessage.target })
    .from(approvalMessage)
    .where(and(eq(approvalMessage.workspaceId, workspaceId), eq(approvalMessage.id, messageId)))
  const target = MessageTarget.safeParse(message?.target).data
  if (!message || target?.about !== 'question' || !target.byLink) throw invalidLink()
  const link = { workspaceId, messageId, waitId: message.waitId, email: target.email }
  if (!isGenuine(token, link) || (await databaseTime()) - timeOf(messageId).getTime() > VALID_MS) throw invalidLink()
  return link
}

function invalidLink(): ServiceError {
  return new ServiceError('not_found', 'This link is not valid any more. Ask whoever sent it.')
}
