'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { JsonObject } from '@/flow/json'
import { useSession } from '../shell/session'
import { PlainError } from '../trpc/error-of'
import { sayFailure } from '../trpc/say-failure'
import { uploadFile } from './upload-file'

/** The largest number of files one start takes: more belong into more runs. */
const MOST_FILES = 10

/** `givenUp`: nothing starts any more, as whoever gave the files thought better of it. */
type Given = { files: readonly File[]; givenUp?: AbortSignal }

/** Uploads the files and starts with them, as `attachments`, the way a mail’s are. */
export function useStartWithFiles(start: (input: JsonObject) => Promise<unknown>) {
  const { slug } = useSession().workspace
  return useMutation({
    mutationFn: async ({ files, givenUp }: Given) => {
      if (files.length > MOST_FILES) throw new PlainError(`These are ${files.length} files. Start with at most ${MOST_FILES} at once.`)
      const attachments = await Promise.all(files.map((file) => uploadFile(slug, file, givenUp)))
      if (givenUp?.aborted) throw new PlainError('Nothing was started.')
      await start({ attachments })
    },
    onError: (error, { givenUp }) => (givenUp?.aborted ? toast('Nothing was started.') : sayFailure(error)),
  })
}
