import { inNaturalOrder } from '@/flow/natural-order'

type FolderLike = { id: string; name: string; parentId: string | null }

type FolderBranch<F extends FolderLike> = F & { depth: number }

/** Folders as they are read: each below its parent, by name, with its depth. */
export function folderTree<F extends FolderLike>(folders: readonly F[]): FolderBranch<F>[] {
  const known = new Set(folders.map(({ id }) => id))
  const sorted = inNaturalOrder(folders, ({ name }) => name)
  const below = (parentId: string | null, depth: number): FolderBranch<F>[] =>
    sorted
      .filter((folder) => (folder.parentId !== null && known.has(folder.parentId) ? folder.parentId : null) === parentId)
      .flatMap((folder) => [{ ...folder, depth }, ...below(folder.id, depth + 1)])
  return below(null, 0)
}

/** `Finance / Invoices`, from the top. */
export function folderTrail<F extends FolderLike>(folders: readonly F[], id: string | null): F[] {
  const trail: F[] = []
  let next = id
  while (next !== null && trail.length < folders.length) {
    const folder = folders.find((each) => each.id === next)
    if (!folder) break
    trail.unshift(folder)
    next = folder.parentId
  }
  return trail
}
