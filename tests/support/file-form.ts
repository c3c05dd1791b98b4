/** A form with a file, as a browser sends it, and with pictures by their paths. */
export async function fileForm(bytes: string | Uint8Array, fileName: string, options?: unknown, pictures: Record<string, Uint8Array> = {}): Promise<{ body: Buffer; type: string }> {
  const data = new FormData();
  data.append('file', new Blob([bytes as BlobPart]), fileName);
  if (options !== undefined) data.append('options', typeof options === 'string' ? options : JSON.stringify(options));
  for (const [name, picture] of Object.entries(pictures)) data.append('picture', new Blob([picture as BlobPart]), name);
  const answer = new Response(data);
  return { body: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type')! };
}

