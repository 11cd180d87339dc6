import type { Metadata } from 'next'
import { Editor } from '@/components/editor/editor'

export const metadata: Metadata = { title: 'Flow' }

export default async function Page({ params }: { params: Promise<{ workspace: string; flow: string }> }) {
  const { workspace, flow } = await params
  return <Editor key={flow} flowId={flow} workspace={workspace} />
}
