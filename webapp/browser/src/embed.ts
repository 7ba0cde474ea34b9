// A chart in somebody else's page: it tells that page how high it is, whenever that changes.

/** What a frame tells the page around it; the explorer says the same. */
const MESSAGE = "opg:height";

if (parent !== window) {
  let last = 0;
  const tell = (): void => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== last) parent.postMessage({ type: MESSAGE, height }, "*");
    last = height;
  };
  tell(); // observers wait until the frame is in sight
  new ResizeObserver(tell).observe(document.body);
}
