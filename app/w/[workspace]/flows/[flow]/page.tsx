import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { FirstSight } from '@/components/canvas/first-sight/first-sight'
import { sketchOf } from '@/components/canvas/first-sight/sketch'
import { Editor } from '@/components/editor/editor'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Flow' }

export default async function Page({ params }: { params: Promise<{ workspace: string; flow: string }> }) {
  const { workspace, flow } = await params
  return <Editor key={flow} flowId={flow} workspace={workspace} sight={await firstSight(workspace, flow)} />
}

/** Of a draft as it is stored. To draw more than this takes longer than is waited for. */
const MOST_BYTES = 1_125_000

/** Nothing where it can't be drawn: the editor says why. */
async function firstSight(workspace: string, flowId: string): Promise<ReactNode> {
  const api = await createCaller(workspace)
  const found = await Promise.all([api.drafts.graph({ flowId, mostBytes: MOST_BYTES }), api.manifest.get()]).catch(() => null)
  const [graph, manifest] = found ?? []
  const sketch = graph && manifest && sketchOf(graph, manifest)
  return sketch && <FirstSight sketch={sketch} />
}
