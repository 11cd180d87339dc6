import { claimOf as claimOfToken, isToken, type Sealed, sealedToken } from '../sealed-token'

/** What a link stands for: one question, asked of one address by one message. */
export type Link = { workspaceId: string; messageId: string; waitId: string; email: string }

const PURPOSE = 'kaos approval link 1'

/** Workspace, question and address are under the seal, so a link is worth nothing for another question or another person. */
export function linkToken(link: Link): string {
  return sealedToken(PURPOSE, sealedOf(link))
}

/** Which message a token claims to come with; null for what is no token. */
export function claimOf(token: string): Pick<Link, 'workspaceId' | 'messageId'> | null {
  const claim = claimOfToken(token)
  return claim && { workspaceId: claim.workspaceId, messageId: claim.id }
}

export function isGenuine(token: string, link: Link): boolean {
  return isToken(PURPOSE, token, sealedOf(link))
}

function sealedOf({ workspaceId, messageId, waitId, email }: Link): Sealed {
  return { workspaceId, id: messageId, bound: [waitId, email] }
}
