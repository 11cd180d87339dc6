/** How data that is dragged onto a field travels: the expression that reads it. */
export const DRAGGED = 'application/x-kaos-data'
