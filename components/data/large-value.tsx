'use client'
import { type ReactNode, useEffect, useState } from 'react'
import type { FileInData } from '@/flow/mapping/file-in'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { type FarValue, farValue } from './far/far-value'
import type { HeldValue } from './far/held-value'
import { fileUrl, sizeInWords } from './file-url'
import { NotShown } from './not-shown'

/** Fetched without asking. */
const AT_ONCE = 4_000_000

export type Opened = { far: FarValue } & ReturnType<HeldValue['first']>

/** Data that lies beside the journal: fetched and read beside the page when somebody looks at it, if it is very large when they say so. */
export function LargeValue({ file, children }: { file: FileInData; children: (opened: Opened) => ReactNode }) {
  const { workspace } = useSession()
  const { id, size } = file
  const [wanted, setWanted] = useState(size <= AT_ONCE)
  const [opened, setOpened] = useState<Opened | 'failed' | null>(null)
  const [tries, setTries] = useState(0)
  const url = fileUrl(workspace.slug, id)

  // biome-ignore lint/correctness/useExhaustiveDependencies: tried again when somebody says so
  useEffect(() => {
    if (!wanted) return
    const far = farValue()
    let isOver = false
    far.open(url).then(
      (first) => !isOver && setOpened({ far, ...first }),
      () => !isOver && setOpened('failed'),
    )
    return () => {
      isOver = true
      setOpened(null)
      far.close()
    }
  }, [wanted, url, tries])

  if (!wanted) {
    return (
      <Button size="sm" onClick={() => setWanted(true)}>
        Show {sizeInWords(size)} of data
      </Button>
    )
  }
  if (opened === 'failed') {
    const retry = () => {
      setOpened(null)
      setTries(tries + 1)
    }
    return <NotShown onRetry={retry}>This data could not be fetched. It may have been removed.</NotShown>
  }
  if (opened) return children(opened)
  return (
    <div className="relative">
      <Skeleton className="h-24 w-full" />
      <p role="status" className="absolute inset-0 grid place-content-center text-ink-2 text-sm">
        Fetching {sizeInWords(size)}
      </p>
    </div>
  )
}
