'use client';

import { createContext, use, type ReactNode } from 'react';

interface ProviderProps<T> {
  value: T;
  children?: ReactNode;
}

/**
 * A context without a default: what reads it stands below its provider, or is a mistake in the program.
 * @param name what the provider is called, for whoever makes that mistake
 * @returns the provider, and a hook that reads it and throws an Error outside of the provider
 */
export function requiredContext<T extends object>(name: string) {
  const Context = createContext<T | null>(null);
  function Provider({ value, children }: ProviderProps<T>) {
    return <Context value={value}>{children}</Context>;
  }
  function useValue(): T {
    const value = use(Context);
    if (!value) throw new Error(`Outside of ${name}`);
    return value;
  }
  return [Provider, useValue] as const;
}
