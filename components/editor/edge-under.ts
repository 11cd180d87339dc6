/** The line under the middle of a dragged card, if any. */
export function edgeUnder(nodeId: string): string | null {
  const card = document.querySelector(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)?.getBoundingClientRect()
  return card ? edgeUnderCard(card) : null
}

/** As above, for a card that is not on the canvas yet: the browser knows what lies where. */
export function edgeUnderCard(card: { left: number; top: number; width: number }): string | null {
  for (const share of [0.5, 0.25, 0.75]) {
    const found = document
      .elementsFromPoint(card.left + card.width * share, card.top + 27)
      .find((element) => element.classList.contains('react-flow__edge-interaction'))
      ?.closest<HTMLElement>('.react-flow__edge')
    const id = found?.getAttribute('data-id')
    if (id) return id
  }
  return null
}

/** Shows where the card would go. Done by class, as it changes with every movement of the pointer. */
export function markDropEdge(edgeId: string | null) {
  for (const marked of document.querySelectorAll('.canvas-drop')) {
    if (marked.getAttribute('data-id') !== edgeId) marked.classList.remove('canvas-drop')
  }
  if (edgeId) document.querySelector(`.react-flow__edge[data-id="${CSS.escape(edgeId)}"]`)?.classList.add('canvas-drop')
}
