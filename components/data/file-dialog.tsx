'use client'
import { Download } from 'lucide-react'
import type { FileInData } from '@/flow/mapping/file-in'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { kindInWords } from './file-kind'
import { FileShown } from './file-shown'
import { fileUrl, sizeInWords } from './file-url'

type FileDialogProps = { file: FileInData; open: boolean; onOpenChange: (open: boolean) => void }

/** A file with all the room there is. It has the same size from the start: what it shows comes into a room that is there. */
export function FileDialog({ file, open, onOpenChange }: FileDialogProps) {
  const { workspace } = useSession()
  const { id, name, contentType, size } = file
  return (
    <DialogRoot open={open} onOpenChange={onOpenChange}>
      {open && (
        <DialogContent
          title={<span className="break-words">{name}</span>}
          description={`${kindInWords(contentType)}, ${sizeInWords(size)}`.replace(/^./, (c) => c.toUpperCase())}
          width="lg"
          className="top-[6vh] h-[88vh] max-h-[88vh]"
          footer={
            <Button asChild>
              <a href={fileUrl(workspace.slug, id)} download={name}>
                <Download aria-hidden />
                Save
              </a>
            </Button>
          }
        >
          <div className="h-full overflow-auto rounded-sm border bg-sunken">
            <FileShown file={file} isLarge />
          </div>
        </DialogContent>
      )}
    </DialogRoot>
  )
}
