import type { KeptFile } from '../blobs/read-file'
import { log } from '../log'
import { approvalFile } from '../services/approvals/file'
import { fileByLink } from '../services/approvals/file-by-link'
import { downloadFile } from '../services/files/download'
import { contextFor, NO_WORKSPACE } from '../trpc/context'
import { statusOf } from './status-of'

/** What a browser may show in a page of ours; everything else is saved. SVG can hold scripts, so it is no picture here. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])

/** A file that runs read or made, for a member of the workspace. */
export async function sendFile(request: Request, { workspace, file }: { workspace: string; file: string }): Promise<Response> {
  const { actor } = await contextFor(request.headers, workspace)
  if (!actor) return refuse(401, 'Sign in first.')
  return answer(() => downloadFile({ actor }, { id: file }))
}

/** A file of a question, for a member of the workspace. */
export async function sendApprovalFile(
  request: Request,
  { workspace, approval, file }: { workspace: string; approval: string; file: string },
): Promise<Response> {
  const { actor } = await contextFor(request.headers, workspace)
  if (!actor) return refuse(401, 'Sign in first.')
  return answer(() => approvalFile({ actor }, { id: approval, fileId: file }))
}

/** A file of a question, for whoever holds its link. */
export async function sendLinkedFile(request: Request, { token, file }: { token: string; file: string }): Promise<Response> {
  const { address } = await contextFor(request.headers, NO_WORKSPACE)
  return answer(() => fileByLink({ token, fileId: file }, address))
}

async function answer(read: () => Promise<KeptFile>): Promise<Response> {
  try {
    return sent(await read())
  } catch (error) {
    const status = statusOf(error)
    if (status !== null) return refuse(status, 'There is no such file.')
    log.error({ err: error }, 'A file could not be sent')
    return refuse(500, 'The file could not be read. Try again.')
  }
}

function sent({ name, contentType, bytes }: KeptFile): Response {
  const isPicture = PICTURES.has(contentType)
  return new Response(Buffer.from(bytes), {
    headers: {
      ...SAFE,
      'content-type': isPicture ? contentType : 'application/octet-stream',
      'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encoded(name)}`,
      'cache-control': 'private, max-age=3600, immutable',
      'content-length': String(bytes.length),
    },
  })
}

const SAFE = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
}

/** RFC 5987: what `encodeURIComponent` leaves and headers don't take. */
function encoded(name: string): string {
  return encodeURIComponent(name.replace(/\p{Surrogate}/gu, '')).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
}

function refuse(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: { ...SAFE, 'cache-control': 'no-store' } })
}
