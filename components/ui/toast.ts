import type { toast as Toast } from 'sonner'
import { untilThere } from '../editor/until-there'

type Say<Words extends unknown[]> = (...words: Words) => void

/** As sonner's `toast`, for what is on a page from its beginning: most of the time nobody has anything to say yet. */
export const toast: Say<Parameters<typeof Toast>> & {
  error: Say<Parameters<typeof Toast.error>>
  success: Say<Parameters<typeof Toast.success>>
} = Object.assign((...words: Parameters<typeof Toast>) => void bringSonner().then((sonner) => sonner.toast(...words)), {
  error: (...words: Parameters<typeof Toast.error>) => void bringSonner().then((sonner) => sonner.toast.error(...words)),
  success: (...words: Parameters<typeof Toast.success>) => void bringSonner().then((sonner) => sonner.toast.success(...words)),
})

/** What is to be said when the server is away has to be at hand before it is. */
export function bringSonner() {
  return untilThere(() => import('sonner'))
}
