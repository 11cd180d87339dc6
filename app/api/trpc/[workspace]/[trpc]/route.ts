import { handleTrpc } from '@/server/trpc/handler'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

type RouteContext = { params: Promise<{ workspace: string }> }

async function handle(request: Request, { params }: RouteContext): Promise<Response> {
  return handleTrpc(request, (await params).workspace)
}

export { handle as GET, handle as POST }
