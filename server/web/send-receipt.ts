import { exportReceipt } from '../services/runs/export-receipt'
import { sendDownload } from './send-download'

export function sendReceipt(request: Request, workspace: string, runId: string): Promise<Response> {
  return sendDownload(request, workspace, async (call) => {
    const file = await exportReceipt(call, { id: runId })
    return { name: `receipt-${file.run.id}.json`, contentType: 'application/json; charset=utf-8', body: textOf(file) }
  })
}

async function* textOf(file: object): AsyncGenerator<string> {
  yield `${JSON.stringify(file)}\n`
}
