'use client'
import { useQuery } from '@tanstack/react-query'
import { Download, FileText } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import type { FileRef } from '@/flow/define/file-ref'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { Skeleton } from '../ui/skeleton'
import { fileUrl, sizeInWords } from './file-url'
import { HtmlPreview } from './html-preview'
import { ScrollBox } from './scroll-box'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
const MOST_TEXT = 200_000

const PdfPreview = dynamic(() => import('./pdf-preview').then(({ PdfPreview }) => PdfPreview), { ssr: false })

/** A file as what it shows, where that is safe to show, and a way to save it. */
export function FilePreview({ file }: { file: FileRef }) {
  const { workspace } = useSession()
  const { id, name, contentType, size } = file.$file
  const url = fileUrl(workspace.slug, id)
  return (
    <figure className="overflow-hidden rounded-sm border bg-sunken">
      <figcaption className="flex items-center gap-2 border-b bg-surface px-2.5 py-1.5 text-sm">
        <FileText className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className="shrink-0 text-ink-3 text-xs">{sizeInWords(size)}</span>
        <Button size="sm" variant="ghost" asChild>
          <a href={url} download={name} aria-label={`Save ${name}`}>
            <Download aria-hidden />
          </a>
        </Button>
      </figcaption>
      <Shown url={url} name={name} contentType={contentType.split(';')[0]?.trim().toLowerCase() ?? ''} />
    </figure>
  )
}

function Shown({ url, name, contentType }: { url: string; name: string; contentType: string }) {
  if (PICTURES.has(contentType)) return <Picture url={url} name={name} />
  if (contentType === 'application/pdf') return <PdfPreview url={url} name={name} />
  if (contentType === 'text/html') return <TextOf url={url}>{(text) => <HtmlPreview html={text} title={name} />}</TextOf>
  if (contentType.startsWith('text/') || /[/+](json|xml)$/.test(contentType)) return <TextOf url={url}>{plain}</TextOf>
  return <p className="px-2.5 py-3 text-ink-3 text-sm">No preview for this kind of file.</p>
}

function Picture({ url, name }: { url: string; name: string }) {
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
        className={cn('mx-auto max-h-80 object-contain', state === 'coming' && 'hidden')}
      />
    </>
  )
}

function plain(text: string) {
  return (
    <ScrollBox label="Text of the file" className="max-h-80 overflow-auto whitespace-pre-wrap break-words p-2.5 font-code text-xs">
      {text}
    </ScrollBox>
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
