/** Reads the size of a picture from its first bytes: takes the beginning of a JPEG or PNG file, and returns its kind, width and height. */

export type ImageSize = { readonly kind: "JPEG" | "PNG"; readonly width: number; readonly height: number };

/** Bytes. A JPEG file has its size behind what cameras and editors put first: a preview, a color profile. */
export const HEADER_BYTES = 512 * 1024;

/** Undefined for other formats, and for what is cut or damaged. */
export function imageSize(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(12) === 0x49484452)
    return { kind: "PNG", width: view.getUint32(16), height: view.getUint32(20) };
  return bytes.length >= 4 && view.getUint16(0) === 0xffd8 ? jpegSize(view) : undefined;
}

/** ISO/IEC 10918-1 §B.2: segments of a marker and a length; the one that begins a frame has the size. */
function jpegSize(view: DataView): ImageSize | undefined {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // A marker may be filled up with ff.
    if (marker === 0xff) at++;
    else if (isFrame(marker)) return { kind: "JPEG", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15, without the markers among them that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
