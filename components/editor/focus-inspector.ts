import { isAwaited, typeAhead } from '../ui/type-ahead'

const FIELD = '[role="textbox"], input:not([type="hidden"]), textarea, button[role="combobox"], button[role="switch"], [role="radio"]'

/** Where there is no account to choose yet, making one comes first. */
const FIRST = `${FIELD}, [data-field="connectionId"] button`

const NAME = 'input[data-name]'

/** From a card into its form: the first field, or the panel itself where there is none. */
export function focusInspector() {
  typeAhead()
  withPanel((panel) => {
    const target = panel.querySelector<HTMLElement>(`[data-fields] :is(${FIRST}):not(:disabled)`) ?? panel
    target.focus()
  })
}

export function focusName() {
  if (!document.activeElement?.matches(NAME)) typeAhead()
  withPanel((panel) => {
    const name = panel.querySelector<HTMLInputElement>(NAME)
    name?.focus()
    name?.select()
  })
}

const PATIENCE_MS = 2_000

/** The panel may still be on its way: that of the step before is there until then. */
function withPanel(work: (panel: HTMLElement) => void, since = performance.now()) {
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>('[data-inspector]:not([data-leaving] *)')
    if (panel) work(panel)
    else if (isAwaited() || performance.now() - since < PATIENCE_MS) withPanel(work, since)
  })
}

/** To the field a problem names, such as `rules.0.left`, once its form is there. */
export function focusField(path: string) {
  const [name = ''] = path.split('.')
  setTimeout(
    () =>
      withPanel((panel) => {
        const row = panel.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
        row?.scrollIntoView({ block: 'center' })
        row?.querySelector<HTMLElement>(FIELD)?.focus()
      }),
    60,
  )
}
