import { z } from 'zod'
import type { KeptFile } from '../../blobs/read-file'
import { notFound } from '../call'
import { approvalOf } from './approval-of'
import { fileOfRequest } from './file'
import { withLink } from './open-link'
import { statusOf } from './status'

export const FileByLinkInput = z.strictObject({ token: z.string().max(200), fileId: z.uuid() })

/** The document, as long as there is something to decide about it. */
export async function fileByLink(input: z.input<typeof FileByLinkInput>, address: string): Promise<KeptFile> {
  const { token, fileId } = FileByLinkInput.parse(input)
  const { workspaceId, approval } = await withLink(token, address, async (tx, link) => ({
    workspaceId: link.workspaceId,
    approval: await approvalOf(tx, link.workspaceId, link.waitId),
  }))
  if (statusOf(approval) !== 'open') throw notFound('file')
  return fileOfRequest(workspaceId, approval.request, fileId)
}
