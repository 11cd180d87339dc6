const FIELD = '[role="textbox"], input:not([type="hidden"]), textarea, button[role="combobox"], button[role="switch"]'

/** From a card into its form: the first field, or the panel itself where there is none. */
export function focusInspector() {
  requestAnimationFrame(() => {
    const panel = document.querySelector<HTMLElement>('[data-inspector]')
    const target = panel?.querySelector<HTMLElement>(`[data-fields] :is(${FIELD})`) ?? panel
    target?.focus()
  })
}

export function focusName() {
  requestAnimationFrame(() => {
    const name = document.querySelector<HTMLInputElement>('[data-inspector] input[data-name]')
    name?.focus()
    name?.select()
  })
}
