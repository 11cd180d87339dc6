import { ChevronRight, Download, FileText } from 'lucide-react'
import type { ApprovalRequest } from '@/flow/define/approval'
import { fileSize } from './file-size'
import { sheetsOf } from './sheets'
import type { HrefOfFile } from './types'

type DocumentLinkProps = { document: NonNullable<ApprovalRequest['document']>; hrefOf: HrefOfFile; onOpen: () => void }

const style =
  'flex w-full items-center gap-3 rounded-md border border-line-strong bg-surface px-3 py-2.5 text-left shadow-card hover:bg-sunken lg:hidden'

/** The document on a small screen, folded to a line. */
export function DocumentLink({ document, hrefOf, onOpen }: DocumentLinkProps) {
  const { name, size } = document.file.$file
  const pages = sheetsOf(document).length
  const words = (
    <>
      <FileText className="size-5 shrink-0 text-ink-3" strokeWidth={1.5} aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        <span className="block text-ink-3 text-sm">
          {pages === 0 ? 'No preview' : pages === 1 ? '1 page' : `${pages} pages`} · {fileSize(size)}
        </span>
      </span>
    </>
  )
  if (pages === 0) {
    return (
      <a href={hrefOf(document.file)} download={name} className={style}>
        {words}
        <Download className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-label="Download" />
      </a>
    )
  }
  return (
    <button type="button" onClick={onOpen} className={style}>
      {words}
      <ChevronRight className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
    </button>
  )
}
