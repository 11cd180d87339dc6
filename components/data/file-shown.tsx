'use client'
import { useState } from 'react'
import type { FileInData } from '@/flow/mapping/file-in'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { cn } from '../ui/cn'
import { later } from '../ui/later'
import { Skeleton } from '../ui/skeleton'
import { plainType } from './file-kind'
import { FileText } from './file-text'
import { fileUrl, sizeInWords } from './file-url'
import { HtmlPreview } from './html-preview'
import { NotShown } from './not-shown'
import { PageSkeleton } from './page-skeleton'
import { ScrollBox } from './scroll-box'

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
/** Fetched without asking. Of a text only the beginning is. */
const AT_ONCE = 10_000_000

const PdfPreview = later(
  () => import('./pdf-preview').then(({ PdfPreview }) => PdfPreview),
  // It does not know the room it gets; what is around it cuts it off where that is small.
  () => <PageSkeleton />,
)

export function canBeShown(contentType: string): boolean {
  const type = plainType(contentType)
  return PICTURES.has(type) || type === 'application/pdf' || isText(type)
}

/** What a file shows, in a panel or with the room of a dialog. */
export function FileShown({ file: { id, name, contentType, size }, isLarge }: { file: FileInData; isLarge: boolean }) {
  const { workspace } = useSession()
  const type = plainType(contentType)
  const [wanted, setWanted] = useState(isText(type) || size <= AT_ONCE)
  const url = fileUrl(workspace.slug, id)
  if (!canBeShown(type)) return <p className="px-2.5 py-3 text-ink-3 text-sm">No preview for this kind of file. Save it to open it.</p>
  if (!wanted) {
    return (
      <div className="p-2.5">
        <Button size="sm" onClick={() => setWanted(true)}>
          Show {sizeInWords(size)}
        </Button>
      </div>
    )
  }
  if (PICTURES.has(type)) return <Picture url={url} name={name} isLarge={isLarge} />
  if (type === 'application/pdf') {
    return (
      <div className={cn('overflow-hidden', !isLarge && 'max-h-104')}>
        <PdfPreview url={url} name={name} className={isLarge ? undefined : 'max-h-96'} />
      </div>
    )
  }
  if (type === 'text/html') {
    return (
      <FileText url={url} className={isLarge ? 'h-full' : 'h-72'}>
        {(text) => <HtmlPreview html={text} title={name} className={isLarge ? 'h-full' : undefined} />}
      </FileText>
    )
  }
  return (
    <FileText url={url} className={isLarge ? 'h-full' : 'h-24'}>
      {(text) => (
        <ScrollBox
          label="Text of the file"
          className={cn('overflow-auto whitespace-pre-wrap break-words p-2.5 font-code text-xs', !isLarge && 'max-h-80')}
        >
          {text}
        </ScrollBox>
      )}
    </FileText>
  )
}

function isText(type: string): boolean {
  return type.startsWith('text/') || /[/+](json|xml)$/.test(type)
}

/** Its room is the same whether it is there or not. */
function Picture({ url, name, isLarge }: { url: string; name: string; isLarge: boolean }) {
  const [state, setState] = useState<'coming' | 'there' | 'failed'>('coming')
  if (state === 'failed')
    return <NotShown onRetry={() => setState('coming')}>This picture cannot be shown here. Save it to open it.</NotShown>
  return (
    <div className={cn('relative flex items-center justify-center', isLarge ? 'h-full' : 'h-60')}>
      {state === 'coming' && <Skeleton className="absolute inset-0" />}
      {/* biome-ignore lint/performance/noImgElement: a file of the workspace, served by us as it is */}
      <img
        src={url}
        alt={name}
        onLoad={() => setState('there')}
        onError={() => setState('failed')}
        className={cn('max-h-full max-w-full object-contain', state === 'coming' && 'invisible')}
      />
    </div>
  )
}
