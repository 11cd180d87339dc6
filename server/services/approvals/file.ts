import { z } from 'zod'
import { type KeptFile, readFile } from '../../blobs/read-file'
import { inWorkspace } from '../../db/tenancy'
import { type Call, notFound } from '../call'
import { demand } from '../permissions'
import { type Approval, approvalOf } from './approval-of'

export const ApprovalFileInput = z.strictObject({ id: z.uuid(), fileId: z.uuid() })

/** The document of a question, or one of its pages; no other file, whatever its id. */
export async function approvalFile({ actor }: Call, input: z.input<typeof ApprovalFileInput>): Promise<KeptFile> {
  demand(actor, 'run.read')
  const { id, fileId } = ApprovalFileInput.parse(input)
  const { request } = await inWorkspace(actor.workspaceId, (tx) => approvalOf(tx, actor.workspaceId, id))
  return fileOfRequest(actor.workspaceId, request, fileId)
}

export async function fileOfRequest(workspaceId: string, { document }: Approval['request'], fileId: string): Promise<KeptFile> {
  const shown = document ? [document.file, ...document.pages.flatMap(({ image }) => image ?? [])] : []
  const kept = shown.some(({ $file }) => $file.id === fileId) ? await readFile(workspaceId, fileId) : null
  if (!kept) throw notFound('file')
  return kept
}
