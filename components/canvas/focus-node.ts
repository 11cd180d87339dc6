/** Puts the keyboard on a card, once it is drawn. */
export function focusNode(id: string) {
  let tries = 0
  const look = () => {
    const card = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    if (card) card.focus({ preventScroll: true })
    else if (tries++ < 20) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
