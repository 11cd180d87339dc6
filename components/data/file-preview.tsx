'use client'
import { Download, FileText, Maximize2 } from 'lucide-react'
import { useState } from 'react'
import type { FileRef } from '@/flow/define/file-ref'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { canBeShown, FileShown } from './file-shown'
import { fileUrl, sizeInWords } from './file-url'

/** A file as what it shows, where that is safe to show, larger if somebody likes, and a way to save it. */
export function FilePreview({ file }: { file: FileRef }) {
  const { workspace } = useSession()
  const [isLarge, setIsLarge] = useState(false)
  const { id, name, contentType, size } = file.$file
  const shown = { url: fileUrl(workspace.slug, id), name, contentType: contentType.split(';')[0]?.trim().toLowerCase() ?? '' }
  return (
    <figure className="overflow-hidden rounded-sm border bg-sunken">
      <figcaption className="flex items-center gap-1 border-b bg-surface py-1 pr-1 pl-2.5 text-sm">
        <FileText className="mr-1 size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
        <span className="min-w-0 flex-1 truncate" title={name}>
          {name}
        </span>
        <span className="mr-1 shrink-0 text-ink-3 text-xs">{sizeInWords(size)}</span>
        {canBeShown(shown.contentType) && (
          <IconButton icon={Maximize2} label={`Look closer at ${name}`} size="sm" onClick={() => setIsLarge(true)} />
        )}
        <Button size="sm" variant="ghost" asChild>
          <a href={shown.url} download={name} aria-label={`Save ${name}`}>
            <Download aria-hidden />
          </a>
        </Button>
      </figcaption>
      <FileShown {...shown} isLarge={false} />
      <DialogRoot open={isLarge} onOpenChange={setIsLarge}>
        {isLarge && (
          <DialogContent title={<span className="break-words">{name}</span>} width="lg" className="top-[6vh] max-h-[88vh]">
            <div className="overflow-hidden rounded-sm border bg-sunken">
              <FileShown {...shown} isLarge />
            </div>
          </DialogContent>
        )}
      </DialogRoot>
    </figure>
  )
}
