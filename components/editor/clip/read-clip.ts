import { type Clip, ClipSchema } from '@/flow/draft/clip-schema'
import { readFlowFile } from '@/flow/exchange/flow-file'
import { parseJson } from '@/flow/parse-json'

export type ReadClip = { ok: true; clip: Clip } | { ok: false; message: string }

/** Steps, or a whole flow, from text that somebody pasted. Only what parses is taken: the clipboard is somebody else's text. */
export function readClip(text: string): ReadClip {
  if (!text.includes('"kaos"')) return { ok: false, message: 'There are no steps on the clipboard. Copy some on a canvas of KAOS.' }
  const flow = readFlowFile(text)
  if (flow.ok) {
    const { nodes, edges, notes } = flow.file.graph
    return { ok: true, clip: { kaos: 'clip', nodes, edges, notes } }
  }
  try {
    const clip = ClipSchema.safeParse(parseJson(text))
    return clip.success
      ? { ok: true, clip: clip.data }
      : { ok: false, message: 'The steps on the clipboard cannot be read. Copy them again.' }
  } catch {
    return { ok: false, message: 'What is on the clipboard is not complete. Copy it again.' }
  }
}
