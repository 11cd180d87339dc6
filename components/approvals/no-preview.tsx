import { Download, FileText } from 'lucide-react'
import type { FileRef } from '@/flow/define/file-ref'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import type { DataPlace } from './evidence'
import { placeInWords } from './evidence'
import { fileSize } from './file-size'

type NoPreviewProps = { file: FileRef; href: string; places: readonly DataPlace[] }

/** A document without pictures: what was read from its data as a list, and the file to be saved. */
export function NoPreview({ file, href, places }: NoPreviewProps) {
  const { name, size } = file.$file
  const download = (
    <Button asChild>
      <a href={href} download={name}>
        <Download aria-hidden />
        Download
      </a>
    </Button>
  )
  return (
    <section aria-label={`Document ${name}`} className="flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto bg-canvas">
      {places.length === 0 ? (
        <EmptyState
          art={<FileText className="size-7" strokeWidth={1.5} aria-hidden />}
          title="This file has no preview"
          actions={download}
          className="m-auto"
        >
          <span className="[overflow-wrap:anywhere]">{name}</span> · {fileSize(size)}
        </EmptyState>
      ) : (
        <div className="m-auto w-full max-w-160 px-6 py-10">
          <div className="rounded-md border bg-surface px-7 py-6 shadow-card">
            <header className="flex items-start gap-4 border-b pb-4">
              <div className="min-w-0 flex-1">
                <h3 className="font-semibold text-lg [overflow-wrap:anywhere]">{name}</h3>
                <p className="mt-0.5 text-ink-2 text-sm">Read from the data of the invoice, not from a page.</p>
              </div>
              {download}
            </header>
            <dl>
              {places.map(({ key, label, shown, path }) => (
                <div key={key} className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 border-b py-2.5 last:border-b-0">
                  <dt className="text-ink-2 text-sm">{label}</dt>
                  <dd className="text-right font-medium tabular-nums [overflow-wrap:anywhere]">{shown}</dd>
                  <dd title={path} className="col-span-2 mt-0.5 text-ink-3 text-xs [overflow-wrap:anywhere]">
                    {placeInWords(path)}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        </div>
      )}
    </section>
  )
}
