'use client'
import { Download, FileText, Maximize2 } from 'lucide-react'
import { useState } from 'react'
import type { FileInData } from '@/flow/mapping/file-in'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { FileDialog } from './file-dialog'
import { canBeShown, FileShown } from './file-shown'
import { fileUrl, sizeInWords } from './file-url'

/** A file as what it shows, where that is safe to show, larger if somebody likes, and a way to save it. */
export function FilePreview({ file }: { file: FileInData }) {
  const { workspace } = useSession()
  const [isLarge, setIsLarge] = useState(false)
  const { id, name, contentType, size } = file
  return (
    <figure className="overflow-hidden rounded-sm border bg-sunken">
      <figcaption className="flex items-center gap-1 border-b bg-surface py-1 pr-1 pl-2.5 text-sm">
        <FileText className="mr-1 size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className="mr-1 shrink-0 text-ink-3 text-xs">{sizeInWords(size)}</span>
        {canBeShown(contentType) && (
          <IconButton icon={Maximize2} label={`Look closer at ${name}`} size="sm" onClick={() => setIsLarge(true)} />
        )}
        <Button size="sm" variant="ghost" asChild>
          <a href={fileUrl(workspace.slug, id)} download={name} aria-label={`Save ${name}`}>
            <Download aria-hidden />
          </a>
        </Button>
      </figcaption>
      <FileShown file={file} isLarge={false} />
      <FileDialog file={file} open={isLarge} onOpenChange={setIsLarge} />
    </figure>
  )
}
