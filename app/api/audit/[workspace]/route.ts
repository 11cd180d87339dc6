import { sendAudit } from '@/server/web/send-audit'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: Promise<{ workspace: string }> }): Promise<Response> {
  return sendAudit(request, (await params).workspace)
}
