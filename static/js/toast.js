// Short messages: an element with data-toast inside a swapped part is shown for ten seconds, longer while focused.
const seconds = 10;
const shown = new WeakSet();

function show(source) {
  if (shown.has(source)) return;
  shown.add(source);
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.append(...source.cloneNode(true).childNodes);
  document.getElementById("status").append(toast);
  const leave = () => (toast.matches(":focus-within, :hover") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, seconds * 1000);
}

const scan = (root) => root.querySelectorAll?.("[data-toast]").forEach(show);
scan(document);
document.addEventListener("htmx:after:swap", () => scan(document));
