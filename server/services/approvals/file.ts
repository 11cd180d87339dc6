import { z } from 'zod'
import { readFile } from '../../blobs/read-file'
import { inWorkspace } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'
import { demand } from '../permissions'
import { approvalOf } from './approval-of'

export const ApprovalFileInput = z.strictObject({ id: z.uuid(), fileId: z.uuid() })

export type ApprovalFile = { name: string; contentType: string; bytes: Uint8Array }

/** The document that is asked about, or a picture of one of its pages; no other file of the workspace. */
export async function approvalFile(actor: Actor, input: z.input<typeof ApprovalFileInput>): Promise<ApprovalFile> {
  // A guest's link is bound to this one question, and was checked.
  if (actor.kind !== 'guest') demand(actor, 'run.read')
  const { id, fileId } = ApprovalFileInput.parse(input)
  const { request } = await inWorkspace(actor.workspaceId, (tx) => approvalOf(tx, actor.workspaceId, id))
  const pages = request.document?.pages.map(({ image }) => image) ?? []
  const shown = [request.document?.file, ...pages].find((file) => file?.$file.id === fileId)
  const kept = shown && (await readFile(actor.workspaceId, fileId))
  if (!shown || !kept) throw notFound('file')
  return { name: shown.$file.name, contentType: shown.$file.contentType, bytes: kept.bytes }
}
