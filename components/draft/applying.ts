import { untilThere } from '../editor/until-there'

type Apply = typeof import('@/flow/draft/apply-edit').applyEdit

let coming: Promise<Apply> | undefined
let there: Apply | undefined

/** What changes a draft reads expressions, as a step's new name is followed wherever it is mentioned: nothing a page needs to show a flow. */
export function bringApplying(): Promise<Apply> {
  coming ??= untilThere(() => import('@/flow/draft/apply-edit')).then(({ applyEdit }) => {
    there = applyEdit
    return applyEdit
  })
  return coming
}

export function applyingAtHand(): Apply | undefined {
  return there
}
