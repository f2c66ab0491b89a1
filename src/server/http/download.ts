// Answers that are too long for the memory: sent while they are made. When the making fails the connection breaks, so that nobody takes half of it for the whole.

/** A file to keep, out of these parts of text. */
export function download(parts: AsyncIterable<string>, fileName: string, type: string): Response {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() { await iterator.return?.(); },
  }, { highWaterMark: 1 });
  return new Response(stream, { headers: { 'content-type': type, 'cache-control': 'no-store', 'content-disposition': `attachment; filename="${fileName}"` } });
}
