'use client'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/skeleton'
import { NotShown } from './not-shown'

const MOST = 200_000

/** The beginning of a file that is text. No more than that is fetched, however large it is. `className`: of the room it takes. */
export function FileText({ url, className, children }: { url: string; className: string; children: (text: string) => ReactNode }) {
  const text = useQuery({
    queryKey: ['file-text', url],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => beginningOf(url, signal),
  })
  if (text.isError)
    return (
      <NotShown onRetry={() => void text.refetch()}>The file could not be fetched. If it is too old, it may have been removed.</NotShown>
    )
  if (text.data === undefined) return <Skeleton className={cn('w-full', className)} />
  return (
    <>
      {children(text.data.text)}
      {!text.data.isWhole && (
        <p className="border-t bg-surface px-2.5 py-1.5 text-ink-3 text-xs">This is the beginning. Save the file to read all of it.</p>
      )}
    </>
  )
}

async function beginningOf(url: string, signal: AbortSignal): Promise<{ text: string; isWhole: boolean }> {
  const response = await fetch(url, { signal })
  if (!response.ok || !response.body) throw new Error('The file could not be fetched.')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    text += next.value
    if (text.length <= MOST) continue
    await reader.cancel()
    return { text: text.slice(0, MOST), isWhole: false }
  }
  return { text, isWhole: true }
}
