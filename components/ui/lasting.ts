/** For what stays until something is done about it. */
export const LASTING = { toasterId: 'lasting', duration: Number.POSITIVE_INFINITY }
