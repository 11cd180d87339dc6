import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import * as Y from 'yjs'
import { FirstSight } from '@/components/canvas/first-sight/first-sight'
import { sketchOf } from '@/components/canvas/first-sight/sketch'
import { Editor } from '@/components/editor/editor'
import { graphFromDoc } from '@/flow/draft/document'
import { createCaller } from '@/server/trpc/caller'

export const metadata: Metadata = { title: 'Flow' }

export default async function Page({ params }: { params: Promise<{ workspace: string; flow: string }> }) {
  const { workspace, flow } = await params
  return <Editor key={flow} flowId={flow} workspace={workspace} sight={await firstSight(workspace, flow)} />
}

/** In base64. To draw more than this takes longer than is waited for. */
const MOST_LETTERS = 1_500_000

/** Nothing where it can't be drawn: the editor says why. */
async function firstSight(workspace: string, flowId: string): Promise<ReactNode> {
  const api = await createCaller(workspace)
  const found = await Promise.all([api.drafts.open({ flowId }), api.manifest.get()]).catch(() => null)
  if (!found) return null
  const [{ state }, manifest] = found
  if (state.length > MOST_LETTERS) return null
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(state, 'base64'))
  const sketch = sketchOf(graphFromDoc(doc), manifest)
  return sketch && <FirstSight sketch={sketch} />
}
