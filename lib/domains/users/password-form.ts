/**
 * The form in which passwords are compared, so that one and the same password opens an account from any keyboard: NFKC, as
 * NIST SP 800-63B section 3.1.1.2 has it, and every space is the one of ASCII, as in PRECIS' OpaqueString (RFC 8265, section
 * 4.2). Case counts.
 */
export function passwordForm(typed: string): string {
  return typed.normalize('NFKC').replace(/\p{Zs}/gu, ' ');
}
