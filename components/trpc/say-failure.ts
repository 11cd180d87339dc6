import { toast } from '../ui/toast'
import { errorCode, errorMessage } from './error-of'

/** What came of something a person did, if nothing did. That nobody is signed in any more is said once for the page, and stays (client.ts). */
export function sayFailure(error: unknown): void {
  if (errorCode(error) !== 'UNAUTHORIZED') toast.error(errorMessage(error))
}
