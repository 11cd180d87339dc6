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

/** Shows what letting go would join: a line, or a way out. Done by class, as it changes with every movement of the pointer. */
export function markDrop(place: { edgeId: string } | { nodeId: string; port: string } | null) {
  const found = place && document.querySelector('edgeId' in place ? lineOf(place.edgeId) : wayOutOf(place))
  for (const marked of document.querySelectorAll('.canvas-drop')) if (marked !== found) marked.classList.remove('canvas-drop')
  found?.classList.add('canvas-drop')
  // The card lies on what it would be joined to.
  document.querySelector('.react-flow')?.classList.toggle('canvas-joining', place !== null)
}

function lineOf(edgeId: string): string {
  return `.react-flow__edge[data-id="${CSS.escape(edgeId)}"]`
}

function wayOutOf({ nodeId, port }: { nodeId: string; port: string }): string {
  return `.react-flow__handle.source[data-nodeid="${CSS.escape(nodeId)}"][data-handleid="${CSS.escape(port)}"]`
}
