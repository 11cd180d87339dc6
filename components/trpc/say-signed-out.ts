import { LASTING } from '../ui/lasting'
import { toast } from '../ui/toast'

/** The session ended, or was ended in another window: nothing can be done here before somebody signs in again, and then all goes on here. */
export function saySignedOut() {
  const { pathname, search } = window.location
  toast.error('You are signed out.', {
    id: 'signed-out',
    description: 'What you changed in a flow is kept in this browser.',
    ...LASTING,
    action: { label: 'Sign in', onClick: () => window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`) },
  })
}
