import { sendReceipt } from '@/server/web/send-receipt'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string; run: string }> }): Promise<Response> {
  const { workspace, run } = await params
  return sendReceipt(request, workspace, run)
}
