// Python's own files: one archive, as npm has it, and the packages as text.
const tell = (kind, value) => postMessage({ kind, value });

// The bytes of the archive, counted as they arrive.
const fetchArchive = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  let loaded = 0;
  const counted = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.length;
      tell("loaded", loaded);
      controller.enqueue(chunk);
    },
  });
  const opened = answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(opened).arrayBuffer());
};

// A tar is blocks of 512 bytes: a header with name and size (in octal), then the file:
// https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
const untar = (bytes) => {
  const files = {};
  const text = (from, length) => new TextDecoder().decode(bytes.subarray(from, from + length)).split("\0")[0];
  for (let at = 0; at < bytes.length && bytes[at]; ) {
    const size = parseInt(text(at + 124, 12), 8);
    files[text(at, 100)] = bytes.subarray(at + 512, at + 512 + size);
    at += 512 * (1 + Math.ceil(size / 512));
  }
  return files;
};

const fetchJson = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
};
