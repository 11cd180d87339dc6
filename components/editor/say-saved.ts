import { toast } from '@/components/ui/toast'
import type { Draft } from '../draft/draft'

/** For hands that press ⌘S: what there is to save is sent now, and how it stands is said. */
export async function saySaved(draft: Draft): Promise<void> {
  draft.retryNow()
  await draft.settled()
  const { status, keptHere } = draft.sync.getState()
  if (status.state === 'saved') return toast('Saved. Every change is, as you make it.')
  const where = keptHere ? 'What you changed is kept in this browser, and saved' : 'Keep this tab open: what you changed is saved'
  toast.error(`Not saved yet. ${where} as soon as that is possible.`)
}
