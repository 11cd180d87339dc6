'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { FileRef } from '@/flow/define/file-ref'
import type { Json } from '@/flow/json'
import { useSession } from '../shell/session'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { fileUrl, sizeInWords } from './file-url'

/** How the engine keeps what is too large for a journal (server/blobs/large-value.ts). */
const LARGE_VALUE_TYPE = 'application/vnd.kaos.value+json'

/** Fetched without asking. */
const AT_ONCE = 4_000_000

export function isLargeValue({ $file }: FileRef): boolean {
  return $file.contentType === LARGE_VALUE_TYPE
}

/** Data that lies beside the journal: fetched when somebody looks at it, if it is very large when they say so. */
export function LargeValue({ file, children }: { file: FileRef; children: (value: Json) => ReactNode }) {
  const { workspace } = useSession()
  const { id, size } = file.$file
  const [wanted, setWanted] = useState(size <= AT_ONCE)
  const whole = useQuery({
    queryKey: ['large-value', id],
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    structuralSharing: false,
    queryFn: async ({ signal }): Promise<Json> => {
      const response = await fetch(fileUrl(workspace.slug, id), { signal })
      if (!response.ok) throw new Error('The data could not be fetched.')
      return response.json()
    },
  })
  if (!wanted) {
    return (
      <Button size="sm" onClick={() => setWanted(true)}>
        Show {sizeInWords(size)} of data
      </Button>
    )
  }
  if (whole.isError) return <p className="text-bad-ink text-sm">This data could not be fetched. It may have been removed.</p>
  if (whole.data === undefined) return <Skeleton className="h-24 w-full" />
  return children(whole.data)
}
