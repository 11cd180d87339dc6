import { toast } from '../ui/toast'
import { errorMessage, isAboutPerson } from './error-of'

/** What came of something a person did, if nothing did. Whom the page is for is said once for all of it, and stays (client.ts). */
export function sayFailure(error: unknown): void {
  if (!isAboutPerson(error)) toast.error(errorMessage(error))
}
