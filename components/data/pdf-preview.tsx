'use client'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../ui/cn'
import { NotShown } from './not-shown'
import { PageSkeleton } from './page-skeleton'
import { ScrollBox } from './scroll-box'

const MOST_PAGES = 5
const WIDTH = 1_000

type State = 'drawing' | 'drawn' | 'away' | 'locked' | 'broken'

/** The first pages of a PDF, drawn here: the browser's own viewer would run it as a page. Each is there as soon as it is drawn. */
export function PdfPreview({ url, name, className }: { url: string; name: string; className?: string }) {
  const host = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<State>('drawing')
  const [pages, setPages] = useState(0)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again when somebody says so
  useEffect(() => {
    const gone = new AbortController()
    const draw = async () => {
      const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs')
      pdf.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.mjs', import.meta.url).toString()
      const response = await fetch(url, { signal: gone.signal })
      if (!response.ok) throw new NotThere()
      const task = pdf.getDocument({ data: await response.arrayBuffer(), isEvalSupported: false, enableXfa: false })
      gone.signal.addEventListener('abort', () => void task.destroy())
      const document = await task.promise
      setPages(document.numPages)
      host.current?.replaceChildren()
      for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++) {
        const page = await drawPage(await document.getPage(number))
        if (gone.signal.aborted) return
        host.current?.append(page)
        setState('drawn')
      }
    }
    draw().catch((error: unknown) => {
      if (!gone.signal.aborted) setState(stateAfter(error))
    })
    return () => gone.abort()
  }, [url, tries])
  const retry = () => {
    setState('drawing')
    setTries(tries + 1)
  }
  return (
    <div>
      {state === 'drawing' && <PageSkeleton className={className} />}
      {state === 'away' && <NotShown onRetry={retry}>The file could not be fetched. If it is too old, it may have been removed.</NotShown>}
      {state === 'locked' && <NotShown>A password protects this PDF. Save it to open it.</NotShown>}
      {state === 'broken' && <NotShown onRetry={retry}>This PDF cannot be shown here. Save it to open it.</NotShown>}
      <ScrollBox
        ref={host}
        label={name}
        className={cn('flex flex-col gap-2 overflow-auto p-2 empty:hidden [&>canvas]:w-full [&>canvas]:bg-[#fff]', className)}
      />
      {pages > MOST_PAGES && <p className="px-2.5 pb-2 text-ink-3 text-xs">{`The first ${MOST_PAGES} of ${pages} pages.`}</p>}
    </div>
  )
}

class NotThere extends Error {}

function stateAfter(error: unknown): State {
  // What `fetch` throws where there is no network.
  if (error instanceof NotThere || error instanceof TypeError) return 'away'
  return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken'
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof import('pdfjs-dist')['getDocument']>['promise']>['getPage']>>

async function drawPage(page: Page): Promise<HTMLCanvasElement> {
  const { width } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: WIDTH / width })
  const canvas = window.document.createElement('canvas')
  canvas.width = viewport.width
  canvas.height = viewport.height
  await page.render({ canvas, viewport }).promise
  return canvas
}
