import { isolated } from '../platform/direction';

/**
 * Puts values into a dictionary's text: fill('共 {count} 篇', { count: 3 }) is '共 3 篇'. An unknown name stays as it stands. A
 * text that people typed is isolated, so that none turns the sentence around it.
 */
export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? isolated(String(values[name])) : whole));
}
