import { log } from '../log'
import { DownloadFileInput, downloadFile } from '../services/files/download'
import { ServiceError } from '../services/service-error'
import { contextFor } from '../trpc/context'
import { fileResponse } from './file-response'

/** A file of the workspace, for a member. */
export async function sendFile(request: Request, workspace: string, id: string): Promise<Response> {
  const given = DownloadFileInput.safeParse({ id })
  if (!given.success) return refuse(400)
  const { actor } = await contextFor(request.headers, workspace)
  if (!actor) return refuse(401)
  try {
    return fileResponse(await downloadFile({ actor }, given.data))
  } catch (error) {
    if (error instanceof ServiceError) return refuse(error.code === 'forbidden' ? 403 : 404)
    log.error({ err: error }, 'A file could not be sent')
    return refuse(500)
  }
}

function refuse(status: number): Response {
  return Response.json({ error: 'This file can’t be shown.' }, { status, headers: { 'cache-control': 'no-store' } })
}
