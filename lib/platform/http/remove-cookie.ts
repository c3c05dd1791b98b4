const NAME = /^[\w!#$%&'*+.^`|~-]{1,200}$/;

/**
 * The line of Set-Cookie that takes a cookie away from a browser.
 * @param path for which it was set; a browser keeps cookies of one name and several paths apart
 * @returns null for what cannot be the name of one
 */
export function cookieRemoval(name: string, path = '/'): string | null {
  // Only with it may such a name be touched (RFC 6265bis, 4.1.3).
  const secure = name.startsWith('__') ? '; Secure' : '';
  return NAME.test(name) ? `${name}=; Path=${path}; Max-Age=0; HttpOnly; SameSite=Lax${secure}` : null;
}
