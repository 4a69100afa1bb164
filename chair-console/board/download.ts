/** Hands `bytes` to the browser as a file to keep. */
export function download(name: string, bytes: Uint8Array | string): void {
  const content = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
  const url = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by the next task; before that some browsers would lose it.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 10_000);
}
