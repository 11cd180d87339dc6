'use client'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/skeleton'
import { ScrollBox } from './scroll-box'

const MOST_PAGES = 5
const WIDTH = 1_000

/** The first pages of a PDF, drawn here: the browser's own viewer would run it as a page. */
export function PdfPreview({ url, name, className }: { url: string; name: string; className?: string }) {
  const host = useRef<HTMLDivElement>(null)
  const [state, setState] = useState<'drawing' | 'drawn' | 'failed'>('drawing')
  const [pages, setPages] = useState(0)
  useEffect(() => {
    const gone = new AbortController()
    const draw = async () => {
      const pdf = await import('pdfjs-dist/legacy/build/pdf.mjs')
      pdf.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.mjs', import.meta.url).toString()
      const response = await fetch(url, { signal: gone.signal })
      if (!response.ok) throw new Error('The file could not be fetched.')
      const task = pdf.getDocument({ data: await response.arrayBuffer(), isEvalSupported: false, enableXfa: false })
      gone.signal.addEventListener('abort', () => void task.destroy())
      const document = await task.promise
      setPages(document.numPages)
      const drawn: HTMLCanvasElement[] = []
      for (let number = 1; number <= Math.min(document.numPages, MOST_PAGES); number++)
        drawn.push(await drawPage(await document.getPage(number)))
      if (gone.signal.aborted) return
      host.current?.replaceChildren(...drawn)
      setState('drawn')
    }
    draw().catch(() => {
      if (!gone.signal.aborted) setState('failed')
    })
    return () => gone.abort()
  }, [url])
  return (
    <div>
      {state === 'drawing' && <Skeleton className="h-40 w-full" />}
      {state === 'failed' && <p className="px-2.5 py-3 text-ink-3 text-sm">This PDF cannot be shown here. Save it to look at it.</p>}
      <ScrollBox
        ref={host}
        label={name}
        className={cn('flex flex-col gap-2 overflow-auto p-2 empty:hidden [&>canvas]:w-full [&>canvas]:bg-[#fff]', className)}
      />
      {pages > MOST_PAGES && <p className="px-2.5 pb-2 text-ink-3 text-xs">{`The first ${MOST_PAGES} of ${pages} pages.`}</p>}
    </div>
  )
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
