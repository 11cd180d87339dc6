/**
 * For the bundler: React Flow comes as one file whose parts are made by calls and given names, which looks as if it did
 * something, so that the parts nobody uses (its map, controls and ground; ours are other ones) would be sent along.
 */
module.exports = (source) =>
  source
    .replace(/^\w+\.displayName = '\w+';\n/gm, '')
    .replace(/^((?:const|var) \w+ = )(memo|forwardRef|fixedForwardRef)\(/gm, '$1/*#__PURE__*/ $2(')
