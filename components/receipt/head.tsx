import type { ReactNode } from 'react'
import { isTerminal, RUN_STATUSES } from '@/flow/engine/status'
import { fileSize } from '../approvals/file-size'
import { Logo } from '../shell/logo'
import { formatDuration } from '../ui/format-duration'
import { StatusPill } from '../ui/status-pill'
import type { Receipt } from './types'
import { cancelledInWords, starterInWords } from './words'

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'medium' })

/** What ran, for whom, when and how it ended. */
export function Head({ receipt }: { receipt: Receipt }) {
  const { run, workspace, files, error, cancelled } = receipt
  const { version, createdAt, startedAt, finishedAt } = run
  const status = RUN_STATUSES.find((each) => each === run.status)
  return (
    <header className="flex flex-col gap-4">
      <p className="flex items-center gap-2 text-ink-2">
        <Logo size={18} />
        Receipt of a run · {workspace.name}
      </p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-semibold text-xl">{run.flow.name}</h2>
        {status && <StatusPill status={status} />}
      </div>
      {error && (
        <p className="text-bad-ink">
          <span className="font-medium">{error.message}</span> {error.hint}
        </p>
      )}
      <dl className="grid grid-cols-1 gap-x-6 gap-y-3 sm:grid-cols-2">
        <Fact name="Started by">{starterInWords(run)}</Fact>
        <Fact name="Started">{DAY.format(new Date(startedAt ?? createdAt))}</Fact>
        <Fact name={status && isTerminal(status) ? 'Took' : 'So far'}>
          {startedAt && finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : 'It has not ended'}
        </Fact>
        {cancelled && <Fact name="Cancelled by">{cancelledInWords(cancelled)}</Fact>}
        <Fact name="Flow">
          {version.number === null ? 'A test of the draft' : `Version ${version.number}`}
          <Mono>{version.hash}</Mono>
        </Fact>
        {files.length > 0 && (
          <Fact name={files.length === 1 ? 'Came with a file' : 'Came with files'}>
            {files.map(({ id, name, size, sha256 }) => (
              <span key={id} className="block break-words">
                {name} <span className="text-ink-3">{fileSize(size)}</span>
                <Mono>{sha256}</Mono>
              </span>
            ))}
          </Fact>
        )}
        <Fact name="Run">
          <Mono>{run.id}</Mono>
        </Fact>
      </dl>
    </header>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-sm">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return <code className="block break-all text-ink-3 text-xs">{children}</code>
}
