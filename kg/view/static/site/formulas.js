// Signs for the TeX in names and sentences of a page that came as text.

/** Each stretch of text below an element becomes what its part of the whole stands for; marks and links stay around theirs. */
const typesetWithin = (place) => {
  const source = place.textContent;
  if (!TEX.test(source)) return;
  const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const parts = [];
  let at = 0;
  while (walk.nextNode()) {
    const part = walk.currentNode;
    parts.push({ start: at, end: at + part.length, part, make: (made) => { part.replaceWith(...made); return ""; } });
    at += part.length;
  }
  shownStretch(source, [0, source.length], parts);
  for (const { part } of parts) if (part.isConnected) part.remove();
};

for (const place of document.querySelectorAll(":is(bdi, blockquote, p)[dir=auto]:not(:is(code, .source-line, .by) *, .source-line)")) {
  if (!place.parentElement.closest("[dir=auto]")) typesetWithin(place);
}
