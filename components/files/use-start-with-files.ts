'use client'
import { useMutation } from '@tanstack/react-query'
import { toast } from 'sonner'
import type { JsonObject } from '@/flow/json'
import { useSession } from '../shell/session'
import { uploadFile } from './upload-file'

/** The largest number of files one start takes: more belong into more runs. */
const MOST_FILES = 10

/** Uploads the files and starts with them, as `attachments`, the way a mail’s are. */
export function useStartWithFiles(start: (input: JsonObject) => Promise<unknown>) {
  const { slug } = useSession().workspace
  return useMutation({
    mutationFn: async (files: readonly File[]) => {
      if (files.length > MOST_FILES) throw new Error(`These are ${files.length} files. Start with at most ${MOST_FILES} at once.`)
      const attachments = await Promise.all(files.map((file) => uploadFile(slug, file)))
      await start({ attachments })
    },
    onError: (error) => toast.error(error.message),
  })
}
