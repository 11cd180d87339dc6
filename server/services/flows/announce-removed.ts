import { announce } from '../live/bus'

/** After the commit, to those who have one of them open: they look whether it is still there. */
export async function announceRemoved(ids: readonly string[]): Promise<void> {
  await Promise.all(ids.map((id) => announce(`draft:${id}`, { seq: 0 })))
}
