// Ticks for a page from a thread of its own: browsers slow the timers of a page that nobody looks at, down to one a minute.
setInterval(() => postMessage(0), 500);
