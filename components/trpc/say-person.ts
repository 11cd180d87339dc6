import { LASTING } from '../ui/lasting'
import { bringSonner, toast } from '../ui/toast'
import { errorCode, errorMessage } from './error-of'

export type SignedIn = { id: string; name: string }

const TOAST_ID = 'person'

/** Nothing can be done here before somebody signs in again, or this page is loaded for whoever is signed in; then all goes on here. */
export function sayPerson(error: unknown): void {
  if (errorCode(error) === 'PRECONDITION_FAILED') saySomebodyElse(errorMessage(error))
  else saySignedOut()
}

/** The session ended, or was ended in another window. */
function saySignedOut(): void {
  const { pathname, search } = window.location
  say('You are signed out.', 'Sign in', () => window.location.assign(`/sign-in?next=${encodeURIComponent(pathname + search)}`))
}

/** Another tab tells who is signed in; `isSame`: whom this page is for, so all goes on here. */
export function hearPerson({ name }: SignedIn, isSame: boolean): void {
  if (isSame) void bringSonner().then((sonner) => sonner.toast.dismiss(TOAST_ID))
  else saySomebodyElse(`This browser is signed in as ${name} now.`)
}

function saySomebodyElse(who: string): void {
  say(who, 'Go on', () => window.location.reload())
}

function say(title: string, label: string, onClick: () => void): void {
  const description = 'What you changed in a flow is kept in this browser.'
  toast.error(title, { ...LASTING, id: TOAST_ID, description, action: { label, onClick } })
}
