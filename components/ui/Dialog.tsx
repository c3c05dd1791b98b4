'use client';

import { useId, useLayoutEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { Button } from './Button';

interface DialogProps {
  title: string;
  confirm: string;
  cancel: string;
  busy?: string | false;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * A question that has to be answered first. Shown as long as it is rendered; the browser's own modal dialog keeps the
 * keyboard inside, closes on Escape and gives the focus back to where it came from.
 */
export function Dialog({ title, confirm, cancel, busy, onConfirm, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect, because it is undone before the element goes: only then can closing give the focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={id} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <form onSubmit={submit}>
        <h2 id={id}>{title}</h2>
        {children}
        <div className="actions">
          {/* First, so that it has the keyboard where the question has no field: Enter must not destroy anything. */}
          <Button look="quiet" onClick={onClose}>{cancel}</Button>
          <Button look="danger" type="submit" busy={busy}>{confirm}</Button>
        </div>
      </form>
    </dialog>
  );
}
