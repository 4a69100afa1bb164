/* eslint-disable no-var -- only a `var` merges with the declaration of lib.dom */
/**
 * The two globals every runtime of the product has (Node, browsers, workers) that `es2023` does
 * not declare. The shapes repeat lib.dom's, so that both may be loaded together.
 */
interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare var TextEncoder: {
  prototype: TextEncoder;
  new (): TextEncoder;
};

interface TextDecoderOptions {
  fatal?: boolean;
  ignoreBOM?: boolean;
}

interface TextDecoder {
  decode(input?: ArrayBufferView): string;
}

declare var TextDecoder: {
  prototype: TextDecoder;
  new (label?: string, options?: TextDecoderOptions): TextDecoder;
};
