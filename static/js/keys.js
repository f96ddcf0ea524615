// Keys: "/" searches, "?" opens help, "g" and a letter go to a page. Ignored while typing.
const pages = { o: "/", w: "/workloads", t: "/taxonomy", c: "/capacity", p: "/plans", i: "/imports" };
let going = false;

const typing = (element) => element.closest?.("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (going && pages[event.key]) {
    location.assign(pages[event.key]);
  } else if (event.key === "/") {
    const search = document.querySelector("input[type=search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  } else if (event.key === "?") {
    location.assign("/help");
  }
  going = event.key === "g";
});
