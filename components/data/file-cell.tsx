'use client'
import { FileText } from 'lucide-react'
import { useState } from 'react'
import type { FileInData } from '@/flow/mapping/file-in'
import { useSession } from '../shell/session'
import { FileDialog } from './file-dialog'
import { canBeShown } from './file-shown'
import { fileUrl, sizeInWords } from './file-url'

const LOOK = 'flex max-w-full items-center gap-1 rounded-[4px] text-brand-ink hover:underline'

/** A file in a table: its name, which opens it, or saves what cannot be shown. */
export function FileCell({ file }: { file: FileInData }) {
  const { workspace } = useSession()
  const [open, setOpen] = useState(false)
  const { id, name, contentType, size } = file
  const words = (
    <>
      <FileText className="size-3.5 shrink-0" strokeWidth={1.75} aria-hidden />
      <span className="truncate">{name}</span>
    </>
  )
  if (!canBeShown(contentType)) {
    return (
      <a href={fileUrl(workspace.slug, id)} download={name} title={`Save ${name}, ${sizeInWords(size)}`} className={LOOK}>
        {words}
      </a>
    )
  }
  return (
    <>
      <button type="button" title={`Look closer at ${name}, ${sizeInWords(size)}`} className={LOOK} onClick={() => setOpen(true)}>
        {words}
      </button>
      <FileDialog file={file} open={open} onOpenChange={setOpen} />
    </>
  )
}
