/**
 * Shows a pad to draw an example on, by mouse, pen or finger. It passes the network's input on
 * after each stroke and while drawing.
 */
import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Drawing } from './drawings.ts';
import { drawnBy, type Place, type Stroke, type Touch } from './hand.ts';
import { blankInk, type Ink, stroke } from './ink.ts';
import styles from './pad.module.css';

const inkSize = 112;
const brush = 4.6;
/** Least time between two images while the pen moves. */
const pauseMilliseconds = 120;

interface DrawPadProps {
  readonly drawing: Drawing;
  /** What was drawn before, when the pad comes back on screen. */
  readonly drawn: Ink | null;
  readonly onImage: (made: { readonly ink: Ink; readonly pixels: Float32Array } | null) => void;
}

function show(canvas: HTMLCanvasElement | null, ink: Ink): void {
  const context = canvas?.getContext('2d');
  if (!context) return;
  const image = context.createImageData(ink.size, ink.size);
  ink.values.forEach((value, at) => {
    image.data.fill(255 * value, at * 4, at * 4 + 3);
    image.data[at * 4 + 3] = 255;
  });
  context.putImageData(image, 0, 0);
}

export function DrawPad({ drawing, drawn, onImage }: DrawPadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ink = useRef<Ink>(drawn ?? blankInk(inkSize));
  const underWay = useRef<Stroke | null>(null);
  const sent = useRef(0);
  const [blank, setBlank] = useState(drawn === null);

  useEffect(() => show(canvas.current, ink.current), []);

  const place = (event: PointerEvent<HTMLCanvasElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * inkSize,
      ((event.clientY - box.top) / box.height) * inkSize,
    ];
  };
  const take = (kind: Touch['kind'], event: PointerEvent<HTMLCanvasElement>) => {
    const { pointerId: pointer, button, buttons } = event;
    const made = drawnBy(underWay.current, { kind, pointer, button, buttons, at: place(event) });
    const began = underWay.current === null && made.stroke !== null;
    underWay.current = made.stroke;
    if (began) event.currentTarget.setPointerCapture(pointer);
    if (made.line) {
      stroke(ink.current, ...made.line, brush);
      setBlank(false);
      show(canvas.current, ink.current);
    }
    if (!made.line && !made.ended) return;
    const now = performance.now();
    if (!made.ended && now - sent.current < pauseMilliseconds) return;
    sent.current = now;
    const pixels = drawing.toInput(ink.current);
    onImage(pixels && { ink: ink.current, pixels });
  };
  const clear = () => {
    underWay.current = null;
    ink.current = blankInk(inkSize);
    setBlank(true);
    show(canvas.current, ink.current);
    onImage(null);
  };

  return (
    <>
      <canvas
        ref={canvas}
        className={styles.pad}
        data-pad
        width={inkSize}
        height={inkSize}
        role="img"
        aria-label={
          blank
            ? `Drawing pad, empty: draw a ${drawing.noun} with mouse, pen or finger`
            : `Drawing pad with your ${drawing.noun}`
        }
        onPointerDown={(event) => take('down', event)}
        onPointerMove={(event) => take('move', event)}
        onPointerUp={(event) => take('up', event)}
        onPointerCancel={(event) => take('lost', event)}
        onLostPointerCapture={(event) => take('lost', event)}
      />
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconEraser size={14} />}
        disabled={blank}
        onClick={clear}
      >
        Clear
      </Button>
    </>
  );
}
