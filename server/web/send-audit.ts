import { exportAudit } from '../services/audit/export'
import { sendDownload } from './send-download'

export function sendAudit(request: Request, workspace: string): Promise<Response> {
  return sendDownload(request, workspace, async (call) => ({
    name: `audit-${workspace}-${new Date().toISOString().slice(0, 10)}.jsonl`,
    contentType: 'application/x-ndjson; charset=utf-8',
    body: await exportAudit(call),
  }))
}
