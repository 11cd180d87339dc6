import { sendLinkedFile } from '@/server/web/send-file'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export async function GET(request: Request, { params }: { params: Promise<{ token: string; file: string }> }): Promise<Response> {
  return sendLinkedFile(request, await params)
}
