/** Stands in for d3-color in browsers (next.config.js): of what d3 moves on the canvas nothing is a colour. */
export function color(): null {
  return null
}

export { color as cubehelix, color as hcl, color as hsl, color as lab, color as rgb }
