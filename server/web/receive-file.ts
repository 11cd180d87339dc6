import { LARGEST_UPLOAD } from '@/flow/define/file-ref'
import { holdBody } from '../body-memory'
import { env } from '../env'
import { log } from '../log'
import { uploadFile } from '../services/files/upload'
import { ServiceError } from '../services/service-error'
import { contextFor } from '../trpc/context'
import { limitBody } from '../trpc/limit-body'
import { isSameSite } from '../trpc/same-site'
import { statusOf } from './status-of'

/** One file as the body of a request, its name in `X-File-Name` (URL-encoded): nothing to parse, nothing to trust. */
export async function receiveFile(request: Request, workspace: string): Promise<Response> {
  if (!isSameSite(request.headers, env().KAOS_URL) || request.headers.get('x-file-name') === null) {
    return answer(403, { error: 'This call comes from another site.' })
  }
  const { actor, address } = await contextFor(request.headers, workspace)
  if (!actor) return answer(401, { error: 'Sign in first.' })
  const hold = holdBody(address)
  try {
    const limited = await limitBody(request, LARGEST_UPLOAD, hold)
    if (limited === 'too large') return answer(413, { error: 'The file is larger than 25 MB. Choose a smaller one.' })
    if (limited === 'busy') return answer(503, { error: 'Too much arrives at once. Try again in a moment.' })
    const bytes = new Uint8Array(await limited.arrayBuffer())
    const contentType = request.headers.get('content-type') || 'application/octet-stream'
    return answer(200, { file: await uploadFile({ actor }, { name: nameIn(request.headers), contentType, bytes }) })
  } catch (error) {
    const status = statusOf(error)
    if (error instanceof ServiceError && status !== null) return answer(status, { error: error.message })
    log.error({ err: error }, 'A file could not be kept')
    return answer(500, { error: 'The file could not be kept. Try again.' })
  } finally {
    hold.letGo()
  }
}

function nameIn(headers: Headers): string {
  const given = headers.get('x-file-name') ?? ''
  try {
    return decodeURIComponent(given)
  } catch {
    return given
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } })
}
