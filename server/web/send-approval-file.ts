import { log } from '../log'
import { approvalFile } from '../services/approvals/file'
import { openLink } from '../services/approvals/link'
import { ServiceError } from '../services/service-error'
import { contextFor } from '../trpc/context'
import { fileResponse } from './file-response'

/** A file of an approval, for a member or for whoever has its link. */
export async function sendApprovalFile(
  request: Request,
  params: { by: 'member' | 'link'; who: string; id: string; file: string },
): Promise<Response> {
  try {
    const { by, who, id, file: fileId } = params
    const guest = by === 'link' ? openLink(who) : null
    const actor = guest ? guest.actor : (await contextFor(request.headers, who)).actor
    if (!actor) return refuse(401)
    return fileResponse(await approvalFile(actor, { id: guest ? guest.id : id, fileId }))
  } catch (error) {
    if (error instanceof ServiceError) return refuse(error.code === 'forbidden' ? 403 : 404)
    if (error instanceof Error && error.name === 'ZodError') return refuse(400)
    log.error({ err: error }, 'A file of an approval could not be sent')
    return refuse(500)
  }
}

function refuse(status: number): Response {
  return Response.json({ error: 'This file can’t be shown.' }, { status, headers: { 'cache-control': 'no-store' } })
}
