"use strict";

// Reads what packed_bytes.cc wrote.

async function unpackedBytes(base64) {
  const packed = Uint8Array.from(atob(base64.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

class PackedReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  // Whole numbers: the difference from the one before, zigzag, seven bits a byte.
  indices(n) {
    const numbers = new Uint32Array(n);
    let before = 0;
    for (let i = 0; i < n; ++i) {
      let rest = 0, shift = 1, byte;
      do {
        byte = this.bytes[this.at++];
        rest += (byte & 127) * shift;
        shift *= 128;
      } while (byte > 127);
      before += rest % 2 ? -(rest + 1) / 2 : rest / 2;
      numbers[i] = before;
    }
    return numbers;
  }

  // Values of an interval as 65536 steps of it, low bytes of all first.
  steps(n, [lowest, highest]) {
    const values = new Float32Array(n);
    let step = 0;
    for (let i = 0; i < n; ++i) {
      step = (step + this.bytes[this.at + i] + 256 * this.bytes[this.at + n + i]) & 65535;
      values[i] = lowest + (highest - lowest) * step / 65535;
    }
    this.at += 2 * n;
    return values;
  }
}
