import { sendApprovalFile } from '@/server/web/send-file'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

type RouteContext = { params: Promise<{ workspace: string; approval: string; file: string }> }

export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  return sendApprovalFile(request, await params)
}
