import { notFound } from 'next/navigation'
import { sendApprovalFile } from '@/server/web/send-approval-file'

type RouteProps = { params: Promise<{ by: string; who: string; approval: string; file: string }> }

export async function GET(request: Request, { params }: RouteProps): Promise<Response> {
  const { by, who, approval: id, file } = await params
  if (by !== 'member' && by !== 'link') notFound()
  return sendApprovalFile(request, { by, who: decodeURIComponent(who), id, file })
}
