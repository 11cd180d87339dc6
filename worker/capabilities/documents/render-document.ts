import type { Capabilities } from '@/flow/define/capabilities'
import type { RenderedPage } from '@/flow/define/document'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import { expecting } from './expecting'
import type { PagePicture } from './reader/render-pages'
import type { Lane } from './readers'
import { sniff } from './sniff'

const MOST_PAGES = 20
const LARGEST = 30_000_000

/** Page by page, so that one too heavy page costs itself and what follows, not what was drawn before it. */
export async function renderDocument(
  lane: Lane,
  files: Capabilities['files'],
  file: FileRef,
  signal: AbortSignal,
): Promise<RenderedPage[]> {
  const bytes = await files.read(file)
  const kind = sniff(bytes)
  if ((kind !== 'pdf' && kind !== 'image') || bytes.length > LARGEST) return []
  const pages: RenderedPage[] = []
  for (let number = 1, last = 1; number <= Math.min(last, MOST_PAGES); number++) {
    const drawn = await draw(lane, bytes, kind === 'pdf' ? { kind, page: number } : { kind }, signal)
    if (!drawn) break
    const { png, width, height, pageCount } = drawn
    last = pageCount
    const image = await files.write({ name: `${file.$file.name} ${number}.png`, contentType: 'image/png', bytes: png })
    pages.push({ number, width, height, image })
  }
  return pages
}

async function draw(
  lane: Lane,
  bytes: Uint8Array,
  of: { kind: 'image' } | { kind: 'pdf'; page: number },
  signal: AbortSignal,
): Promise<PagePicture | null> {
  try {
    return expecting('drawn', await lane.ask({ task: 'draw', bytes, of }, signal)).drawn
  } catch (error) {
    // A document that can't be drawn can still be sent, opened and decided about.
    if (error instanceof NodeError && !error.retry) return null
    throw error
  }
}
