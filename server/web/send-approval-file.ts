import { log } from '../log'
import { approvalFile } from '../services/approvals/file'
import { openLink } from '../services/approvals/link'
import { ServiceError } from '../services/service-error'
import { contextFor } from '../trpc/context'

/** Pictures are shown; whatever else a stranger sent is saved, never opened in our name. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

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
    const { name, contentType, bytes } = await approvalFile(actor, { id: guest ? guest.id : id, fileId })
    const isShown = SHOWN.has(contentType)
    return new Response(Uint8Array.from(bytes), {
      headers: {
        'content-type': isShown ? contentType : 'application/octet-stream',
        'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name)}`,
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=3600',
        'referrer-policy': 'no-referrer',
      },
    })
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
