/** A form with a file, as a browser sends it. */
export async function fileForm(bytes: string | Uint8Array, fileName: string, options?: unknown): Promise<{ body: Buffer; type: string }> {
  const data = new FormData();
  data.append('file', new Blob([bytes as BlobPart]), fileName);
  if (options !== undefined) data.append('options', typeof options === 'string' ? options : JSON.stringify(options));
  const answer = new Response(data);
  return { body: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type')! };
}

