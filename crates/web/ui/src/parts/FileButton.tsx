/** A button that asks for a file. Nothing is uploaded anywhere: the core on this device reads it. */

import { Button, type ButtonProps } from 'antd';
import { useRef } from 'react';

/** A button like any other; `accept` as browsers take it. */
export function FileButton({ accept, chosen, ...button }: Omit<ButtonProps, 'onClick'> & { accept?: string; chosen(file: File): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept={accept}
        // Not by the attribute: antd shows such a field in a form.
        style={{ display: 'none' }}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file may be chosen again, once it was changed.
          target.value = '';
          if (file !== undefined) chosen(file);
        }}
      />
    </>
  );
}
