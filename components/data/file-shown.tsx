'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/skeleton'
import { HtmlPreview } from './html-preview'
import { ScrollBox } from './scroll-box'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const MOST_TEXT = 200_000

const PdfPreview = dynamic(() => import('./pdf-preview').then(({ PdfPreview }) => PdfPreview), {
  ssr: false,
  loading: () => <Skeleton className="h-40 w-full" />,
})

export type Shown = { url: string; name: string; contentType: string; isLarge: boolean }

export function canBeShown(contentType: string): boolean {
  return PICTURES.has(contentType) || contentType === 'application/pdf' || isText(contentType)
}

/** What a file shows, in a panel or with the room of a dialog. */
export function FileShown(shown: Shown) {
  const { url, name, contentType, isLarge } = shown
  if (PICTURES.has(contentType)) return <Picture {...shown} />
  if (contentType === 'application/pdf') return <PdfPreview url={url} name={name} className={isLarge ? undefined : 'max-h-96'} />
  if (contentType === 'text/html')
    return <TextOf url={url}>{(text) => <HtmlPreview html={text} title={name} className={isLarge ? 'h-[72vh]' : undefined} />}</TextOf>
  if (isText(contentType)) {
    return (
      <TextOf url={url}>
        {(text) => (
          <ScrollBox
            label="Text of the file"
            className={cn('overflow-auto whitespace-pre-wrap break-words p-2.5 font-code text-xs', !isLarge && 'max-h-80')}
          >
            {text}
          </ScrollBox>
        )}
      </TextOf>
    )
  }
  return <p className="px-2.5 py-3 text-ink-3 text-sm">No preview for this kind of file.</p>
}

function isText(contentType: string): boolean {
  return contentType.startsWith('text/') || /[/+](json|xml)$/.test(contentType)
}

function Picture({ url, name, isLarge }: Shown) {
  const [state, setState] = useState<'coming' | 'there' | 'failed'>('coming')
  if (state === 'failed') return <p className="px-2.5 py-3 text-ink-3 text-sm">This picture cannot be shown here. Save it to look at it.</p>
  return (
    <>
      {state === 'coming' && <Skeleton className="h-40 w-full" />}
      {/* biome-ignore lint/performance/noImgElement: a file of the workspace, served by us as it is */}
      <img
        src={url}
        alt={name}
        onLoad={() => setState('there')}
        onError={() => setState('failed')}
        className={cn('mx-auto max-w-full object-contain', !isLarge && 'max-h-80', state === 'coming' && 'hidden')}
      />
    </>
  )
}

function TextOf({ url, children }: { url: string; children: (text: string) => ReactNode }) {
  const text = useQuery({
    queryKey: ['file-text', url],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { signal })
      if (!response.ok) throw new Error('The file could not be fetched.')
      return (await response.text()).slice(0, MOST_TEXT)
    },
  })
  if (text.isError) return <p className="px-2.5 py-3 text-bad-ink text-sm">The file could not be fetched. It may have been removed.</p>
  return text.data === undefined ? <Skeleton className="h-24 w-full" /> : children(text.data)
}
