/** Whether the unit is a letter that has a case and is lower. */
export function isLower(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x61 && unit <= 0x7a;
  const letter = String.fromCharCode(unit);
  return letter !== letter.toUpperCase() && letter === letter.toLowerCase();
}

/** Whether the unit is a letter that has a case and is upper (or title). */
export function isUpper(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const letter = String.fromCharCode(unit);
  return letter !== letter.toLowerCase();
}

export function isDigit(unit: number): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) || (unit >= 0x660 && unit <= 0x669) || (unit >= 0x966 && unit <= 0x96f)
  );
}

/** Whether the unit is a letter or a mark on one, of any script; half of a pair counts as one. */
export function isWordUnit(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x41 && unit <= 0x5a);
  return /[\p{L}\p{M}\ud800-\udfff]/u.test(String.fromCharCode(unit));
}
