'use client'
import type { PDFPageProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import { untilThere } from '../editor/until-there'
import { cn } from '../ui/cn'
import { NotShown } from './not-shown'
import { PageSkeleton } from './page-skeleton'
import { PdfPage } from './pdf-page'
import { ScrollBox } from './scroll-box'

const MOST_PAGES = 5

type State = 'coming' | 'there' | 'away' | 'locked' | 'broken'

/** The first pages of a PDF, drawn here: the browser's own viewer would run it as a page. Each is there as soon as it is drawn. */
export function PdfPreview({ url, name, className }: { url: string; name: string; className?: string }) {
  const [state, setState] = useState<State>('coming')
  const [pages, setPages] = useState<readonly PDFPageProxy[]>([])
  const [count, setCount] = useState(0)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again when somebody says so
  useEffect(() => {
    const gone = new AbortController()
    const open = async () => {
      const pdf = await untilThere(() => import('pdfjs-dist/legacy/build/pdf.mjs'))
      pdf.GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.mjs', import.meta.url).toString()
      const response = await fetch(url, { signal: gone.signal })
      if (!response.ok) throw new NotThere()
      const task = pdf.getDocument({ data: await response.arrayBuffer(), isEvalSupported: false, enableXfa: false })
      gone.signal.addEventListener('abort', () => void task.destroy())
      const document = await task.promise
      const first = Array.from({ length: Math.min(document.numPages, MOST_PAGES) }, (_, at) => document.getPage(at + 1))
      const opened = await Promise.all(first)
      if (gone.signal.aborted) return
      setCount(document.numPages)
      setPages(opened)
      setState('there')
    }
    open().catch((error: unknown) => {
      if (!gone.signal.aborted) setState(stateAfter(error))
    })
    return () => gone.abort()
  }, [url, tries])
  const retry = () => {
    setState('coming')
    setTries(tries + 1)
  }
  if (state === 'coming') return <PageSkeleton className={className} />
  if (state === 'away')
    return <NotShown onRetry={retry}>The file could not be fetched. If it is too old, it may have been removed.</NotShown>
  if (state === 'locked') return <NotShown>A password protects this PDF. Save it to open it.</NotShown>
  if (state === 'broken') return <NotShown onRetry={retry}>This PDF cannot be shown here. Save it to open it.</NotShown>
  return (
    <>
      <ScrollBox label={name} className={cn('flex flex-col gap-2 overflow-auto p-2', className)}>
        {pages.map((page) => (
          <PdfPage key={page.pageNumber} page={page} onFail={(error) => setState(stateAfter(error))} />
        ))}
      </ScrollBox>
      {count > MOST_PAGES && (
        <p className="px-2.5 pb-2 text-ink-3 text-xs">{`The first ${MOST_PAGES} of ${count.toLocaleString()} pages.`}</p>
      )}
    </>
  )
}

class NotThere extends Error {}

function stateAfter(error: unknown): State {
  // What `fetch` throws where there is no network.
  if (error instanceof NotThere || error instanceof TypeError) return 'away'
  return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken'
}
