import { receiveFile } from '@/server/web/receive-file'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

export async function POST(request: Request, { params }: { params: Promise<{ workspace: string }> }): Promise<Response> {
  return receiveFile(request, (await params).workspace)
}
