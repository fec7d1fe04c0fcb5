/**
 * Whether ten digits are an NHS number: the tenth is the check digit, 11 less the remainder by 11 of the first nine weighted
 * 10 down to 2; 11 counts as 0, and 10 means that no such number is issued (NHS Data Dictionary, NHS NUMBER, modulus 11).
 * `0000000000` passes the sum but is nobody's.
 */
export function isNhsNumber(tenDigits: string): boolean {
  if (!/^\d{10}$/.test(tenDigits) || tenDigits === '0000000000') return false;
  return nhsCheckDigit(tenDigits.slice(0, 9)) === Number(tenDigits[9]);
}

/** The check digit for nine digits, or null when they are never issued. */
export function nhsCheckDigit(nineDigits: string): number | null {
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += Number(nineDigits[i]) * (10 - i);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? null : check;
}
