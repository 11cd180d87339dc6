import type { Edit } from '@/flow/draft/edits'

/**
 * What one goes on with: letters typed into one field and a step nudged along are one step for undo, as long as no pause lies
 * between. Null for everything else, which is a step of its own however fast it came after another.
 */
export function goingOnWith(edits: readonly Edit[]): string | null {
  const subjects = edits.map(subjectOf)
  return subjects.length === 0 || subjects.includes(null) ? null : subjects.join('\n')
}

function subjectOf(edit: Edit): string | null {
  switch (edit.type) {
    case 'node.configure':
      return `${edit.type} ${edit.id} ${edit.param}`
    case 'note.write':
    case 'note.resize':
      return `${edit.type} ${edit.id}`
    case 'node.move':
    case 'note.move':
      return `${edit.type} ${edit.moves.map(({ id }) => id).join(' ')}`
    case 'settings.set':
      return `${edit.type} ${Object.keys(edit.settings).join(' ')}`
    case 'node.patch':
      return Object.keys(edit.patch).every((name) => name === 'retry' || name === 'timeoutMs')
        ? `${edit.type} ${edit.id} ${Object.keys(edit.patch).join(' ')}`
        : null
    default:
      return null
  }
}
