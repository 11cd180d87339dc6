/** In place of a list that was searched. */
export function NothingFits({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <p className="break-words px-3 py-10 text-center text-ink-2 sm:px-5">
      Nothing fits “{text.trim()}”.{' '}
      <button type="button" className="font-medium text-brand-ink underline-offset-2 hover:underline" onClick={onClear}>
        Show all
      </button>
    </p>
  )
}
