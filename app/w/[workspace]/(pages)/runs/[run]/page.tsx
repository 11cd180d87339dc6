import type { Metadata } from 'next'
import { RunPage } from '@/components/runs/run-page'

export const metadata: Metadata = { title: 'Run' }

export default async function Page({ params }: { params: Promise<{ workspace: string; run: string }> }) {
  const { workspace, run } = await params
  return <RunPage key={run} runId={run} workspace={workspace} />
}
