/** Gives the focus to the row of the list that keys mean, or to the page where there is no list: nobody begins anew at its top. */
export function focusRow() {
  const place = document.querySelector<HTMLElement>('[data-row] [data-primary][tabindex="0"]') ?? document.getElementById('main')
  place?.focus()
}

/** With what is gone the focus goes to the page. */
export function isFocusTaken(): boolean {
  return document.activeElement !== null && document.activeElement !== document.body
}
