import { sendFile } from '@/server/web/send-file'

type RouteProps = { params: Promise<{ workspace: string; file: string }> }

export async function GET(request: Request, { params }: RouteProps): Promise<Response> {
  return sendFile(request, await params)
}
