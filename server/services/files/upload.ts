import { type FileRef, LARGEST_UPLOAD } from '@/flow/define/file-ref'
import { keepFileIn } from '../../blobs/keep-file'
import type { NewFile } from '../../blobs/write-file'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { can } from '../permissions'
import { ServiceError } from '../service-error'

/** Keeps a file that a person hands to a flow. What it claims to be is data; whoever opens it looks at its bytes. */
export async function uploadFile({ actor }: Call, { name, contentType, bytes }: NewFile): Promise<FileRef> {
  if (!can(actor, 'run.start') && !can(actor, 'run.test')) throw new ServiceError('forbidden', 'Your role does not allow starting flows.')
  if (bytes.length === 0) throw new ServiceError('invalid', `“${name}” is empty. Choose another file.`)
  if (bytes.length > LARGEST_UPLOAD) throw new ServiceError('invalid', `“${name}” is larger than 25 MB. Choose a smaller file.`)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const file = await keepFileIn(tx, actor.workspaceId, { name, contentType, bytes })
    await record(tx, actor, 'file.uploaded', { type: 'file', id: file.$file.id }, { name: file.$file.name, size: bytes.length })
    return file
  })
}
