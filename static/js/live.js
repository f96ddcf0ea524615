// Keeps the part of a page that names a source of events up to date: the server tells what is new, and while it does not
// (an old proxy, a connection that broke), the part asks by itself every second. A page that nobody sees is silent:
// browsers allow few connections to one server, and each stream takes one.
const SECOND = 1000;
const SILENCE = 4 * SECOND;
const RETRY = 15 * SECOND;

let source;
let from;
let heard = 0;
let opened = 0;

const part = () => document.querySelector('[data-live]');

function close() {
  source?.close();
  source = undefined;
  from = undefined;
}

function open(url) {
  close();
  from = url;
  opened = Date.now();
  source = new EventSource(url);
  source.addEventListener('progress', ({data}) => {
    heard = Date.now();
    const news = new DOMParser().parseFromString(data, 'text/html').querySelector('[data-live]');
    if (news && part()) {
      part().replaceChildren(...news.childNodes);
    }
  });
  source.addEventListener('ended', () => {
    close();
    ask();
  });
}

function ask() {
  heard = 0;
  if (part()) {
    htmx.trigger(part(), 'live');
  }
}

function tick() {
  const url = document.hidden ? undefined : part()?.dataset.live;
  if (!url) {
    close();
    return;
  }
  const now = Date.now();
  if (url !== from || (source?.readyState !== EventSource.OPEN && now - opened > RETRY)) {
    open(url);
  }
  if (now - Math.max(heard, opened) > SILENCE || (source?.readyState === EventSource.CLOSED)) {
    ask();
  }
}

document.addEventListener('visibilitychange', tick);
addEventListener('pagehide', close);
setInterval(tick, SECOND);
tick();
