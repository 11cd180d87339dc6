const OWN = 'useStore(useCallback(selector$c(onlyRenderVisible), [onlyRenderVisible]), shallow)'

/**
 * For the bundler: which cards are on the page is for us to say (cards-there.ts). React Flow takes those in view away and
 * brings them back while a large flow moves, which costs more than moving all of them does.
 */
module.exports = (source) => {
  if (!source.includes(OWN)) throw new Error('React Flow lists what it draws in another way than the version this was made for.')
  return source.replace(OWN, 'onlyRenderVisible()')
}
