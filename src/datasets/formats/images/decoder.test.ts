import { createHash } from 'node:crypto';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { crc32 } from '../../archives/crc32.ts';
import { jpegOf } from '../../testing/jpeg.ts';
import { compileJpeg } from '../../testing/jpeg-module.ts';
import { createImageDecoder } from './decoder.ts';
import { ImageError, type Pixels } from './pixels.ts';
import { resized, withChannels } from './resize.ts';

const decoder = createImageDecoder(compileJpeg);
const noise = (length: number) => new Uint8Array(length).map((_, i) => (i * i * 31 + i) % 256);
const digest = ({ data }: Pixels) => createHash('sha256').update(data).digest('hex').slice(0, 16);

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await decoder.decode(bytes).then(
    () => 'decoded',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ImageError);
  return (error as Error).message;
}

test('a PNG of each kind gives its pixels back, without transparency', async () => {
  for (const channels of [1, 2, 3, 4]) {
    const data = noise(5 * 4 * channels);
    const image = await decoder.decode(encode({ width: 5, height: 4, channels, data }));
    const kept = channels < 3 ? 1 : 3;
    expect([image.width, image.height, image.channels]).toEqual([5, 4, kept]);
    expect([...image.data]).toEqual([...data].filter((_, i) => i % channels < kept));
  }
});

test('a PNG with a palette or few bits is spread out', async () => {
  const palette: [number, number, number][] = [
    [1, 2, 3],
    [200, 100, 0],
  ];
  const bits = { width: 3, height: 2, channels: 1, depth: 1 as const };
  const data = Uint8Array.of(0b01000000, 0b10100000);
  const coloured = await decoder.decode(encode({ ...bits, data, palette }));
  expect([...coloured.data]).toEqual([0, 1, 0, 1, 0, 1].flatMap((n) => palette[n]!));
});

test('a JPEG decodes to the same bytes everywhere', async () => {
  const image = await decoder.decode(await jpegOf(24, 16, [200, 40, 10]));
  expect([image.width, image.height, image.channels]).toEqual([24, 16, 3]);
  expect(digest(image)).toMatchInlineSnapshot(`"de759745dc009e24"`);
});

test('16 bits and CMYK are refused in words, and so is anything else', async () => {
  const deep = encode({ width: 2, height: 2, channels: 1, depth: 16, data: new Uint16Array(4) });
  expect(await refusal(deep)).toContain('16 bits per channel; save it with 8');
  const jpeg = await jpegOf(16, 16, [9, 9, 9]);
  const frame = jpeg.findIndex((byte, i) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[i + 1]!));
  const changed = (at: number, value: number) => jpeg.with(frame + at, value);
  expect(await refusal(changed(9, 4))).toContain('CMYK');
  expect(await refusal(changed(4, 12))).toContain('12 bits per channel');
  expect(await refusal(changed(5, 255).with(frame + 7, 255))).toContain('more than 32 million');
  expect(await refusal(new TextEncoder().encode('GIF89a'))).toContain('neither PNG nor JPEG');
});

test('an image cut short anywhere is refused, and the next one decodes', async () => {
  const jpeg = await jpegOf(16, 16, [90, 10, 200]);
  const png = encode({ width: 9, height: 9, channels: 3, data: noise(243) });
  const whole = digest(await decoder.decode(jpeg));
  for (const bytes of [jpeg, png])
    for (let end = 0; end < bytes.length - 2; end += 1 + Math.floor(bytes.length / 50))
      await refusal(bytes.subarray(0, end));
  expect(digest(await decoder.decode(jpeg))).toBe(whole);
});

test('a PNG that unpacks to more than its size is not unpacked', async () => {
  const large = encode({ width: 2000, height: 2000, channels: 3, data: new Uint8Array(12_000_000) });
  const view = new DataView(large.buffer, large.byteOffset);
  view.setUint32(16, 2);
  expect(await refusal(large)).toContain('checksum of its part "IHDR"');
  view.setUint32(29, crc32(large.subarray(12, 29)));
  expect(await refusal(large)).toContain('its pixels do not unpack');
});

test('resizing keeps plain images plain, halves exactly, and cuts the middle out', () => {
  const plain: Pixels = { width: 7, height: 5, channels: 3, data: new Uint8Array(105).fill(77) };
  for (const fit of ['crop', 'stretch'] as const)
    for (const size of [2, 5, 16])
      expect(new Set(resized(plain, size, size, fit).data)).toEqual(new Set([77]));
  const wide: Pixels = { width: 4, height: 2, channels: 1, data: Uint8Array.of(9, 1, 2, 9, 9, 3, 4, 9) };
  expect([...resized(wide, 2, 2, 'crop').data]).toEqual([1, 2, 3, 4]);
  expect(resized(wide, 3, 6, 'stretch').data).toHaveLength(18);
});

test('colour becomes grey by its brightness, and grey becomes colour', () => {
  const colour: Pixels = { width: 2, height: 1, channels: 3, data: Uint8Array.of(255, 0, 0, 255, 255, 255) };
  const grey = withChannels(colour, 1);
  expect([...grey.data]).toEqual([76, 255]);
  expect([...withChannels(grey, 3).data]).toEqual([76, 76, 76, 255, 255, 255]);
});
