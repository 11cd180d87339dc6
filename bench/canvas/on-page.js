/** In the page that is measured: when its first step stood there, how many frames it drew, what an interaction took, what each step showed. */
;(() => {
  const now = () => performance.timeOrigin + performance.now()
  const cardOf = (id) => document.querySelector(`.react-flow__node[data-id="${id}"]`)

  const isSeen = (element) => {
    if (!element?.checkVisibility({ visibilityProperty: true })) return false
    const { top, left, bottom, right } = element.getBoundingClientRect()
    return bottom > 0 && right > 0 && top < innerHeight && left < innerWidth
  }
  const firstOf = (selector) =>
    new Promise((resolve) => {
      const look = () => {
        const seen = [...document.querySelectorAll(selector)].some(isSeen)
        // The frame after the one that drew it.
        requestAnimationFrame(seen ? () => resolve(performance.now()) : look)
      }
      requestAnimationFrame(look)
    })
  const firstNode = firstOf('.react-flow__node .canvas-card')
  /** Drawn by the server, or by the canvas. */
  const firstSight = firstOf('[data-first-sight] > g, [data-first-sight] > path, .react-flow__node .canvas-card')

  /** One count at a time: the last frame that another asked for may still come. */
  let frames = null
  const countFrames = () => {
    const mine = { at: [] }
    const countFrame = (time) => {
      if (frames !== mine) return
      mine.at.push(time)
      requestAnimationFrame(countFrame)
    }
    requestAnimationFrame(countFrame)
    return mine
  }

  const interactions = { took: new Map(), before: 0 }
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) interactions.took.set(interactionId, Math.max(duration, interactions.took.get(interactionId) ?? 0))
    }
  }).observe({ type: 'event', durationThreshold: 16 })

  const shown = new Map()
  const keep = (element) => {
    const id = element.closest('.react-flow__node')?.dataset.id
    if (id) shown.set(id, (shown.get(id) ?? new Set()).add(element.dataset.status))
  }
  const watchStates = (root) => {
    for (const element of root.querySelectorAll('[data-status]')) keep(element)
  }

  globalThis.bench = {
    firstNode: () => firstNode,
    firstSight: () => firstSight,
    nodesDrawn: () => document.querySelectorAll('.react-flow__node').length,
    placeOf: (id) => cardOf(id)?.style.transform ?? null,
    spotOf: (id) => {
      const { x, y, width, height } = cardOf(id).getBoundingClientRect()
      return { x, y, width, height }
    },
    viewport: () => document.querySelector('.react-flow__viewport').style.transform,
    zoom: () => new DOMMatrix(getComputedStyle(document.querySelector('.react-flow__viewport')).transform).a,
    selected: () => document.querySelectorAll('.react-flow__node.selected').length,

    beginFrames: () => {
      frames = countFrames()
    },
    endFrames: () => {
      const { at } = frames
      frames = null
      return { frames: at.length - 1, ms: at[at.length - 1] - at[0] }
    },

    beginInteractions: () => {
      interactions.took.clear()
      interactions.before = performance.interactionCount
    },
    /** As INP counts: of each fifty interactions, one may be slower. What took less than 16 ms is not told apart. */
    slowestInteraction: () => {
      const count = performance.interactionCount - interactions.before
      const slowest = [...interactions.took.values()].sort((a, b) => b - a)
      return { count, ms: slowest[Math.floor(count / 50)] ?? 16 }
    },

    beginStates: () => {
      watchStates(document)
      new MutationObserver((records) => {
        for (const { type, target, addedNodes } of records) {
          if (type === 'attributes') keep(target)
          else for (const node of addedNodes) if (node instanceof Element) watchStates(node)
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-status'] })
    },
    states: () => [...shown].map(([id, states]) => [id, [...states]]),

    whenPressed: () =>
      new Promise((resolve) => addEventListener('keydown', (event) => resolve(performance.timeOrigin + event.timeStamp), { once: true })),
    whenMoved: (id) =>
      new Promise((resolve) => {
        const before = cardOf(id).style.transform
        const look = () => (cardOf(id)?.style.transform !== before ? resolve(now()) : requestAnimationFrame(look))
        look()
      }),
  }
})()
