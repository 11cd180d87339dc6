import { toast } from 'sonner'
import { PERSON_TOAST, saySomebodyElse } from '../trpc/say-person'

type SignedIn = { id: string; name: string }

/** Tells the other tabs of this browser who is signed in, and says so here once that is somebody else. Gives what ends it. */
export function watchPerson({ id, name }: SignedIn): () => void {
  const channel = new BroadcastChannel('kaos:person')
  channel.addEventListener('message', ({ data }: MessageEvent<SignedIn>) => {
    if (data.id === id) toast.dismiss(PERSON_TOAST)
    else saySomebodyElse(`This browser is signed in as ${data.name} now.`)
  })
  channel.postMessage({ id, name } satisfies SignedIn)
  return () => channel.close()
}
