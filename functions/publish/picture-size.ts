/** Tells how large a picture is shown: takes a media file of the content store, reads its beginning, and returns width and height. */
import { disableTypes, imageSize } from "image-size";
import type { Key } from "../store/key.ts";
import { orRefusal, readRange, type Store, StoreRefusedError } from "../store/store.ts";

/** In CSS pixels. */
export type PictureSize = { readonly width: number; readonly height: number };

/** Bytes. A JPEG file has its size behind what cameras and editors put first: a preview, a color profile. */
const HEADER_BYTES = 256 * 1024;
/** More is a damaged file, or no picture that a page could show. */
const MAX_PIXELS = 65_535;

// Browsers show none of these.
disableTypes(["cur", "dds", "icns", "j2c", "jp2", "jxl", "jxl-stream", "ktx", "pnm", "psd", "tga", "tiff"]);

/** Undefined if the file does not tell, or cannot be read now. @throws StoreBusyError, and whatever else a store throws */
export async function pictureSizeOf(key: Key, content: Store): Promise<PictureSize | undefined> {
  const bytes = await orRefusal(readRange(content, key, 0, HEADER_BYTES));
  return bytes === undefined || bytes instanceof StoreRefusedError ? undefined : sizeIn(bytes);
}

/** `bytes`: the file, or its beginning. */
export function sizeIn(bytes: Uint8Array): PictureSize | undefined {
  try {
    // A copy with memory of its own: of a cut file, the parser reads on in whatever memory follows.
    const { width, height, orientation = 1 } = imageSize(Uint8Array.from(bytes.subarray(0, HEADER_BYTES)));
    // A camera that was held upright: browsers turn the picture (Exif 2.3 §4.6.4, 5 to 8).
    const [across, down] = orientation > 4 ? [height, width] : [width, height];
    const size = { width: Math.round(across), height: Math.round(down) };
    return isShown(size.width) && isShown(size.height) ? size : undefined;
  } catch {
    // The parser throws errors of many kinds for what is no picture, or is cut.
    return undefined;
  }
}

const isShown = (pixels: number) => Number.isSafeInteger(pixels) && pixels > 0 && pixels <= MAX_PIXELS;
