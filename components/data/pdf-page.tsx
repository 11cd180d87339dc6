'use client'
import type { PDFPageProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/skeleton'

const WIDTH = 1_000

/** One page of a PDF. Its room is there before it is drawn. */
export function PdfPage({ page, onFail }: { page: PDFPageProxy; onFail: (error: unknown) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawn, setDrawn] = useState(false)
  const viewport = page.getViewport({ scale: WIDTH / page.getViewport({ scale: 1 }).width })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page is drawn once
  useEffect(() => {
    if (!canvas.current) return
    let gone = false
    const task = page.render({ canvas: canvas.current, viewport })
    task.promise.then(
      () => !gone && setDrawn(true),
      (error: unknown) => !gone && onFail(error),
    )
    return () => {
      gone = true
      task.cancel()
    }
  }, [page])
  return (
    <div className="relative w-full" style={{ aspectRatio: `${viewport.width} / ${viewport.height}` }}>
      {!drawn && <Skeleton className="absolute inset-0" />}
      <canvas
        ref={canvas}
        width={Math.floor(viewport.width)}
        height={Math.floor(viewport.height)}
        className={cn('absolute inset-0 size-full bg-[#fff]', !drawn && 'invisible')}
      />
    </div>
  )
}
