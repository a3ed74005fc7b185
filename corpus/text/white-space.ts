/** True for a code unit that is white space: what JavaScript trims, and the separators that Python strips besides. */
export function isWhiteSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f)
  if (unit >= 0x0600 && unit <= 0x06ff) return false
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000 ||
    unit === 0xfeff
  )
}

/** True for a code unit that ends a line. In canonical text that is LF; the rare Unicode separators count as well. */
export function isLineEnd(unit: number): boolean {
  if (unit > 0x85 && unit < 0x2028) return false
  return unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029
}

/** True for an invisible code unit that steers layout: bidi controls, joiners, soft hyphen, variation selectors. */
export function isFormatControl(unit: number): boolean {
  if (unit < 0xad) return false
  return (
    unit === 0xad ||
    unit === 0x61c ||
    (unit >= 0x200b && unit <= 0x200f) ||
    (unit >= 0x202a && unit <= 0x202e) ||
    (unit >= 0x2060 && unit <= 0x2069) ||
    (unit >= 0xfe00 && unit <= 0xfe0f)
  )
}

/** True for a code unit that belongs to a word: letters, marks, digits, tatweel and invisible controls of the BMP. */
export function isWordUnit(unit: number): boolean {
  if (unit >= 0x620 && unit <= 0x669) return true
  if (unit < 0x80)
    return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a)
  return /[\p{L}\p{M}\p{N}\p{Cf}]/u.test(String.fromCharCode(unit))
}
